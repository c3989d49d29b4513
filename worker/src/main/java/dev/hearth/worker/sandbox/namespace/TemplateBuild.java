package dev.hearth.worker.sandbox.namespace;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Builds the template on a thread that is thrown away: it ends up in the template. */
final class TemplateBuild {
    private TemplateBuild() {}

    static RootTemplate onOwnThread() throws IOException {
        CompletableFuture<RootTemplate> built = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("hearth-template")
                .start(() -> {
                    try {
                        built.complete(RootTemplate.build());
                    } catch (IOException | RuntimeException | Error e) {
                        built.completeExceptionally(e);
                    }
                });
        try {
            return built.join();
        } catch (CompletionException e) {
            throw new IOException("cannot make the sandboxes' root", e.getCause());
        }
    }
}
