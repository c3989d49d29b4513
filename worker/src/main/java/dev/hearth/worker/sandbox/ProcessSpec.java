package dev.hearth.worker.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A program to run, in the sandbox's own terms.
 *
 * @param command absolute program path and its arguments
 * @param environment the whole of it
 * @param workingDirectory absolute
 * @param output gets standard output and standard error, mixed as written
 */
public record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        OutputSink output) {}
