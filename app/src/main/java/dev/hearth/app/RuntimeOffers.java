package dev.hearth.app;

import dev.hearth.api.error.ApiException;
import dev.hearth.app.ServerStatus.RuntimeOffer;
import dev.hearth.worker.runtime.Architecture;
import dev.hearth.worker.runtime.Runtimes;
import java.util.ArrayList;
import java.util.List;

/** Which of AWS's runtimes this host can run. */
public final class RuntimeOffers {
    /** AWS's, by language, oldest first. */
    private static final List<String> KNOWN =
            List.of(
                    "python3.9",
                    "python3.10",
                    "python3.11",
                    "python3.12",
                    "python3.13",
                    "python3.14",
                    "nodejs18.x",
                    "nodejs20.x",
                    "nodejs22.x",
                    "nodejs24.x",
                    "java11",
                    "java17",
                    "java21",
                    "java25",
                    "provided.al2",
                    "provided.al2023");

    private RuntimeOffers() {}

    /**
     * @param offers those there are
     * @param missing what is said of the others
     */
    public record Found(List<RuntimeOffer> offers, List<Missing> missing) {}

    /**
     * @param advice what is missing and how to get it
     */
    public record Missing(String name, String advice) {}

    /** Blocks while interpreters are asked their versions, the first time. */
    public static Found of(Runtimes runtimes) {
        List<RuntimeOffer> offers = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (String name : KNOWN) {
            try {
                offers.add(
                        new RuntimeOffer(
                                name, runtimes.find(name, Architecture.ofHost()).version()));
            } catch (ApiException e) {
                missing.add(new Missing(name, e.words()));
            }
        }
        return new Found(List.copyOf(offers), List.copyOf(missing));
    }
}
