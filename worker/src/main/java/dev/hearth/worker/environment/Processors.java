package dev.hearth.worker.environment;

import dev.hearth.api.function.FunctionConfig;

/** How much of the host's processors a function gets, in units of one whole processor. */
final class Processors {
    /** 1,769 MB of memory come with one whole processor, as on AWS. */
    private static final double MB_PER_CPU = 1769;

    /** Runtimes start on several threads at once. */
    private static final double INIT_CPUS = 2;

    private Processors() {}

    /** By its memory. */
    static double share(FunctionConfig function) {
        return function.memoryMb() / MB_PER_CPU;
    }

    /** While Init runs, which AWS does not slow down however small the function is. */
    static double duringInit(FunctionConfig function) {
        return Math.max(INIT_CPUS, share(function));
    }
}
