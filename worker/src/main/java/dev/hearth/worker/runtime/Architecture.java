package dev.hearth.worker.runtime;

/** Processor architectures as the Lambda API names them. */
public final class Architecture {
    private Architecture() {}

    /** {@code x86_64} or {@code arm64}; another processor under its own name. */
    public static String ofHost() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }
}
