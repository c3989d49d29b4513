package dev.hearth.app.cli;

import dev.hearth.app.RuntimeOffers;
import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.network.NetworkCheck;
import dev.hearth.worker.runtime.RuntimeFallback;
import dev.hearth.worker.runtime.Runtimes;
import dev.hearth.worker.sandbox.namespace.NamespaceBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What this machine can do. */
final class Checkup {
    private Checkup() {}

    /** How one thing stands. */
    enum Verdict {
        GOOD,
        /** Hearth runs, but does less. */
        LESS,
        MISSING
    }

    /**
     * @param finding what there is
     * @param advice what to do about it; empty when there is nothing to do
     */
    record Finding(String about, Verdict verdict, String finding, String advice) {}

    /**
     * @param scratch a folder to lay runtime clients out in
     */
    static List<Finding> of(Path scratch) {
        List<Finding> findings = new ArrayList<>();
        findings.add(good("java", Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(
                good(
                        "system",
                        System.getProperty("os.name")
                                + " "
                                + System.getProperty("os.version")
                                + ", "
                                + System.getProperty("os.arch")));
        findings.addAll(sandboxes());
        findings.addAll(networks());
        findings.addAll(runtimes(scratch));
        return findings;
    }

    private static List<Finding> sandboxes() {
        List<String> missing = NamespaceBackend.check();
        if (missing.isEmpty()) {
            return List.of(good("sandbox", "namespaces: functions are kept apart by the kernel"));
        }
        return List.of(
                new Finding(
                        "sandbox",
                        Verdict.LESS,
                        "plain processes: functions are not kept apart",
                        "Namespaces need:\n" + String.join("\n", missing)));
    }

    private static List<Finding> networks() {
        List<String> missing = NetworkCheck.missing();
        if (!missing.isEmpty()) {
            return List.of(
                    new Finding(
                            "network",
                            Verdict.LESS,
                            "functions in namespaces have no way out",
                            "A way out needs:\n" + String.join("\n", missing)));
        }
        List<String> obstacles = NetworkCheck.obstacles();
        return List.of(
                obstacles.isEmpty()
                        ? good("network", "functions reach out, none reaches another")
                        : new Finding(
                                "network",
                                Verdict.LESS,
                                "another packet filter may drop what functions send",
                                String.join("\n", obstacles)));
    }

    /** One line for each language: the versions there are, or how to get one. */
    private static List<Finding> runtimes(Path scratch) {
        RuntimeOffers.Found found =
                new RuntimeOffers(new Runtimes(scratch, RuntimeFallback.NONE), Clock.system())
                        .find();
        Map<String, List<String>> offers =
                found.offers().stream()
                        .collect(
                                Collectors.groupingBy(
                                        offer -> language(offer.name()),
                                        Collectors.mapping(
                                                offer ->
                                                        offer.name() + " (" + offer.version() + ")",
                                                Collectors.toList())));
        Map<String, String> advice =
                found.missing().stream()
                        .collect(
                                Collectors.toMap(
                                        missing -> language(missing.name()),
                                        RuntimeOffers.Missing::advice,
                                        (_, newest) -> newest));
        return List.of("python", "nodejs", "java", "provided").stream()
                .map(language ->
                        offers.containsKey(language)
                                ? good(
                                        language,
                                        String.join(", ", offers.getOrDefault(language, List.of())))
                                : new Finding(
                                        language,
                                        Verdict.MISSING,
                                        "no runtime",
                                        advice.getOrDefault(language, "")))
                .toList();
    }

    private static String language(String runtime) {
        return runtime.replaceFirst("[0-9.].*", "");
    }

    private static Finding good(String about, String finding) {
        return new Finding(about, Verdict.GOOD, finding, "");
    }
}
