package dev.hearth.worker.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system calls of this machine's architecture, read from {@code syscalls.txt}. */
public final class Syscalls {
    /** What a sandbox's seccomp filter answers. */
    enum Verdict {
        ALLOW,
        CHECKED,
        NOSYS,
        DENY
    }

    /** One call as numbered here. */
    record Row(String name, int number, Verdict verdict) {}

    static final boolean AARCH64 = System.getProperty("os.arch").equals("aarch64");

    private static final List<Row> ROWS = read();
    private static final Map<String, Integer> NUMBERS = index();

    private Syscalls() {}

    static List<Row> all() {
        return ROWS;
    }

    public static long number(String name) {
        Integer number = NUMBERS.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no system call " + name + " on this architecture");
        }
        return number;
    }

    private static Map<String, Integer> index() {
        Map<String, Integer> numbers = HashMap.newHashMap(ROWS.size());
        for (Row row : ROWS) {
            numbers.put(row.name(), row.number());
        }
        return numbers;
    }

    private static List<Row> read() {
        List<Row> rows = new ArrayList<>(400);
        for (String line : text().lines().toList()) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            String[] words = line.split(" +", -1);
            String number = words[AARCH64 ? 2 : 1];
            if (!number.equals("-")) {
                rows.add(new Row(words[0], Integer.parseInt(number), verdict(words[3])));
            }
        }
        return List.copyOf(rows);
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "allow" -> Verdict.ALLOW;
            case "checked" -> Verdict.CHECKED;
            case "nosys" -> Verdict.NOSYS;
            case "deny" -> Verdict.DENY;
            default -> throw new IllegalStateException("syscalls.txt: verdict " + word);
        };
    }

    private static String text() {
        try (InputStream in = Syscalls.class.getResourceAsStream("syscalls.txt")) {
            if (in == null) {
                throw new IllegalStateException("syscalls.txt is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
