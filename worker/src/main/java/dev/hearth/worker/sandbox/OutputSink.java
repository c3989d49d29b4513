package dev.hearth.worker.sandbox;

import java.nio.ByteBuffer;

/** Takes what a process prints, in order, one call at a time. Must not block. */
@FunctionalInterface
public interface OutputSink {
    /** The buffer is the caller's again when this returns. */
    void accept(ByteBuffer bytes);
}
