package dev.hearth.worker.linux;

/** Control files that say {@code key value} on each line. */
final class KeyedFile {
    private KeyedFile() {}

    /** 0 when the key is not there: older kernels count less. */
    static long value(String text, String key) {
        for (String line : text.lines().toList()) {
            if (line.startsWith(key + " ")) {
                return Long.parseLong(line.substring(key.length() + 1).strip());
            }
        }
        return 0;
    }
}
