package dev.hearth.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this host has for functions. */
final class HostMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final int WHERE_NOBODY_TELLS_MB = 4_096;
    private static final double SHARE_FOR_FUNCTIONS = 0.8;

    private HostMemory() {}

    static int forFunctionsMb() {
        return (int) (totalMb() * SHARE_FOR_FUNCTIONS);
    }

    private static long totalMb() {
        try {
            Matcher m = TOTAL.matcher(Files.readString(MEMINFO));
            return m.find() ? Long.parseLong(m.group(1)) / 1024 : WHERE_NOBODY_TELLS_MB;
        } catch (IOException notLinux) {
            return WHERE_NOBODY_TELLS_MB;
        }
    }
}
