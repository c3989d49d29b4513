package dev.hearth.api.invoke;

import dev.hearth.api.function.FunctionId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * How often each function has run in one chain of requests: the {@code Lineage} part of a trace
 * header, {@code Lineage=<8 hex digits of the function>:<times before>} with further functions
 * after {@code |}. Runtimes hand the header to AWS's SDKs, which send it along with every call they
 * make, so a loop comes back with its own count.
 */
public final class Lineage {
    /**
     * A function that has run this often in a chain is not run again ("approximately 16 times",
     * AWS's guide, "Use Lambda recursive loop detection").
     */
    public static final int MAX_RUNS = 16;

    /** With more functions in a chain the one that ran least is forgotten: headers stay short. */
    private static final int MAX_FUNCTIONS = 24;

    private static final String PART = "Lineage=";
    private static final HexFormat HEX = HexFormat.of();

    private Lineage() {}

    /** How often the function has run in this chain before. */
    public static int runs(String traceId, FunctionId function) {
        int part = traceId.indexOf(PART);
        if (part < 0) {
            return 0;
        }
        String key = key(function);
        for (String entry : entries(traceId, part)) {
            if (entry.startsWith(key)) {
                return timesBefore(entry) + 1;
            }
        }
        return 0;
    }

    /** The header for what runs now, after {@code runs} earlier runs of its function. */
    public static String entered(String traceId, FunctionId function, int runs) {
        int part = traceId.indexOf(PART);
        String own = key(function) + runs;
        if (part < 0) {
            return traceId + ";" + PART + own;
        }
        List<String> kept = new ArrayList<>();
        for (String entry : entries(traceId, part)) {
            if (!entry.startsWith(key(function)) && !entry.isEmpty()) {
                kept.add(entry);
            }
        }
        while (kept.size() >= MAX_FUNCTIONS) {
            kept.remove(leastRun(kept));
        }
        kept.add(own);
        return traceId.substring(0, part)
                + PART
                + String.join("|", kept)
                + traceId.substring(end(traceId, part));
    }

    private static String leastRun(List<String> entries) {
        String least = entries.getFirst();
        for (String entry : entries) {
            if (timesBefore(entry) < timesBefore(least)) {
                least = entry;
            }
        }
        return least;
    }

    private static String[] entries(String traceId, int part) {
        return traceId.substring(part + PART.length(), end(traceId, part)).split("\\|", -1);
    }

    private static int end(String traceId, int part) {
        int end = traceId.indexOf(';', part);
        return end < 0 ? traceId.length() : end;
    }

    /** Of an entry of ours; what others have written there counts nothing. */
    private static int timesBefore(String entry) {
        int times = 0;
        for (int i = entry.indexOf(':') + 1; i < entry.length() && times <= MAX_RUNS; i++) {
            char digit = entry.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            times = times * 10 + (digit - '0');
        }
        return times;
    }

    /** The same in every process: Java defines a string's hash. */
    private static String key(FunctionId function) {
        int hash = function.account().hashCode();
        hash = hash * 31 + function.region().hashCode();
        hash = hash * 31 + function.name().hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x7feb352d;
        hash = (hash ^ (hash >>> 15)) * 0x846ca68b;
        return HEX.toHexDigits(hash ^ (hash >>> 16)) + ":";
    }
}
