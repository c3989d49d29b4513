package dev.hearth.api.function;

/**
 * What an execution environment was made for. Two invokes may share an environment only when their
 * keys are equal, so a redeploy, which raises the generation, never meets old code.
 *
 * @param generation grows with every change of code or configuration of the function
 */
public record EnvironmentKey(FunctionVersion version, long generation) {}
