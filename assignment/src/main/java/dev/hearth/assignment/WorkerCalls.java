package dev.hearth.assignment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls to workers: made outside the mailbox, their answers brought back in. */
final class WorkerCalls {
    private final WorkerDirectory workers;
    private final MailRoom mail;

    WorkerCalls(WorkerDirectory workers, MailRoom mail) {
        this.workers = workers;
        this.mail = mail;
    }

    void start(Environment environment, BiConsumer<Environment, @Nullable Throwable> onAnswer) {
        StartRequest request = new StartRequest(environment.id(), environment.pool().config());
        ask(
                environment,
                worker -> worker.map(there -> there.start(request)).orElseGet(WorkerCalls::lost),
                onAnswer);
    }

    /** A worker that is gone has taken its environments along. */
    void stop(Environment environment, BiConsumer<Environment, @Nullable Throwable> onAnswer) {
        ask(
                environment,
                worker ->
                        worker.map(there -> there.stop(environment.id()))
                                .orElseGet(() -> CompletableFuture.completedFuture(null)),
                onAnswer);
    }

    private void ask(
            Environment environment,
            Function<Optional<Worker>, CompletableFuture<Void>> question,
            BiConsumer<Environment, @Nullable Throwable> onAnswer) {
        mail.post(() -> {
            var _ =
                    answer(environment, question)
                            .whenComplete((done, error) ->
                                    mail.enter(() -> onAnswer.accept(environment, error)));
        });
    }

    private CompletableFuture<Void> answer(
            Environment environment, Function<Optional<Worker>, CompletableFuture<Void>> question) {
        try {
            return question.apply(environment.worker().flatMap(workers::find));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Void> lost() {
        return CompletableFuture.failedFuture(
                new ApiException(ErrorCode.SERVICE, "The environment's worker is gone."));
    }
}
