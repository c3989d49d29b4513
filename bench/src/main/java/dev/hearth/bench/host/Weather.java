package dev.hearth.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How busy the machine was: taken before, and compared after.
 *
 * @param load one-minute load average
 * @param stolen processor time that the hypervisor gave to others, in ticks since boot
 * @param total all processor time, in ticks since boot
 */
public record Weather(double load, long stolen, long total) {
    private static final int STEAL_COLUMN = 8;

    public static Weather now() throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        List<String> cpu =
                List.of(Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+"));
        long total = cpu.stream().skip(1).limit(STEAL_COLUMN).mapToLong(Long::parseLong).sum();
        return new Weather(Double.parseDouble(load), Long.parseLong(cpu.get(STEAL_COLUMN)), total);
    }

    /** Share of the processor time since an earlier moment that was stolen, in percent. */
    public double stolenPercentSince(Weather earlier) {
        long passed = total - earlier.total;
        return passed == 0 ? 0 : 100.0 * (stolen - earlier.stolen) / passed;
    }
}
