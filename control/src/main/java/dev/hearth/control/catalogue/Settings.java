package dev.hearth.control.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that publishing a version freezes, code included. Validated; {@code Optional} where AWS tells
 * absent from empty.
 *
 * @param memoryMb 128 to 10,240
 * @param ephemeralStorageMb size of {@code /tmp}
 * @param architecture {@code x86_64} or {@code arm64}
 * @param tracing {@code PassThrough} or {@code Active}
 * @param snapStart {@code None} or {@code PublishedVersions}
 */
public record Settings(
        String runtime,
        String handler,
        String role,
        String description,
        Duration timeout,
        int memoryMb,
        int ephemeralStorageMb,
        Optional<Map<String, String>> environment,
        String architecture,
        String tracing,
        String snapStart,
        Logging logging,
        Optional<String> deadLetterTarget,
        Optional<String> kmsKey,
        Optional<Vpc> vpc,
        CodePackage code) {

    public Settings {
        // Sorted, so that equal settings are written as equal bytes.
        environment = environment.<Map<String, String>>map(TreeMap::new);
    }

    public Settings withCode(CodePackage newCode, String newArchitecture) {
        return new Settings(
                runtime,
                handler,
                role,
                description,
                timeout,
                memoryMb,
                ephemeralStorageMb,
                environment,
                newArchitecture,
                tracing,
                snapStart,
                logging,
                deadLetterTarget,
                kmsKey,
                vpc,
                newCode);
    }

    public Settings withDescription(String newDescription) {
        return new Settings(
                runtime,
                handler,
                role,
                newDescription,
                timeout,
                memoryMb,
                ephemeralStorageMb,
                environment,
                architecture,
                tracing,
                snapStart,
                logging,
                deadLetterTarget,
                kmsKey,
                vpc,
                code);
    }
}
