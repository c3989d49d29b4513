package dev.hearth.worker.code;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A package in use: its folder stays until this is closed. */
public final class CodeLease implements AutoCloseable {
    private final Path folder;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    CodeLease(Path folder, Runnable release) {
        this.folder = folder;
        this.release = release;
    }

    /** The package's files; not to be changed. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
