package dev.hearth.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The kinds of function that every client is tried with. */
enum Language {
    PYTHON("python", "app.handler") {
        @Override
        Map<String, byte[]> files(String version) {
            return Map.of("app.py", bytes(Sources.PYTHON, version));
        }
    },
    NODE("nodejs", "index.handler") {
        @Override
        Map<String, byte[]> files(String version) {
            return Map.of("index.mjs", bytes(Sources.NODE, version));
        }
    },
    JAVA("java", "Echo::handle") {
        @Override
        Map<String, byte[]> files(String version) {
            return Compiled.classes("Echo", Sources.versioned(Sources.JAVA, version));
        }
    },
    PROVIDED("provided", "bootstrap") {
        @Override
        Map<String, byte[]> files(String version) {
            return Map.of("bootstrap", bytes(Sources.PROVIDED, version));
        }
    };

    private final String family;
    private final String handler;

    Language(String family, String handler) {
        this.family = family;
        this.handler = handler;
    }

    /** What a package holds whose function says it is this version. */
    abstract Map<String, byte[]> files(String version);

    byte[] zip(String version) {
        return Zip.of(files(version));
    }

    /** How AWS's runtimes of this language begin. */
    String family() {
        return family;
    }

    String handler() {
        return handler;
    }

    private static byte[] bytes(String source, String version) {
        return Sources.versioned(source, version).getBytes(StandardCharsets.UTF_8);
    }
}
