package dev.hearth.worker.logs;

import dev.hearth.api.function.FunctionId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One line on its way to disk.
 *
 * @param text made when it is written: some of it takes a moment to find out
 * @param weight what it holds in memory, in bytes, about
 * @param waiting counts what its environment has waiting
 */
record LogEntry(
        FunctionId function,
        String stream,
        Instant time,
        Supplier<byte[]> text,
        int weight,
        AtomicLong waiting) {}
