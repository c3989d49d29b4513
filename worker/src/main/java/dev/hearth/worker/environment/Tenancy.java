package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.archive.BadZipException;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An environment's hold on its quarters: from their making until they are given back. Confined to
 * the mailbox.
 */
final class Tenancy {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);

    /** Makes the quarters; blocks. */
    @FunctionalInterface
    interface Making {
        Quarters make() throws IOException;
    }

    private final StartRequest request;
    private final Lane lane;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Set by the chore that made them, before any other chore asks for them. */
    private volatile Optional<Quarters> quarters = Optional.empty();

    Tenancy(StartRequest request, Lane lane) {
        this.request = request;
        this.lane = lane;
    }

    /** Empty until they are made. */
    Optional<Quarters> quarters() {
        return quarters;
    }

    /** Empty until it is made. Any thread. */
    Optional<Sandbox> sandbox() {
        return quarters.map(Quarters::sandbox);
    }

    /** Completes when nothing is left. */
    CompletableFuture<Void> over() {
        return over;
    }

    void begin(Making making, Consumer<Quarters> made, Consumer<ApiException> refused) {
        lane.chore(() -> {
            try {
                Quarters ready = making.make();
                quarters = Optional.of(ready);
                lane.run(() -> made.accept(ready));
            } catch (IOException | RuntimeException failed) {
                ApiException words = words(failed);
                lane.run(() -> refused.accept(words));
            }
        });
    }

    private ApiException words(Exception failed) {
        return switch (failed) {
            case ApiException refused -> refused;
            case BadZipException unreadable ->
                    new ApiException(
                            ErrorCode.INVALID_ZIP_FILE,
                            "Lambda could not unzip the function code: " + unreadable.getMessage(),
                            unreadable);
            default -> {
                LOG.error(
                        "No sandbox for {} of {}",
                        request.environment(),
                        request.function().function(),
                        failed);
                yield new ApiException(
                        ErrorCode.SERVICE,
                        "No sandbox could be made: " + failed.getMessage(),
                        failed);
            }
        };
    }

    void end() {
        lane.chore(() -> {
            try {
                quarters.ifPresent(in -> in.release().run());
            } catch (RuntimeException failed) {
                LOG.error("{} could not be removed without a trace", request.environment(), failed);
            } finally {
                over.complete(null);
            }
        });
    }
}
