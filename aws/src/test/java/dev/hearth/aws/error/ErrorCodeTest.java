package dev.hearth.aws.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The error codes against AWS's service model; the SDK's classes do not carry these facts. */
final class ErrorCodeTest {
    /** What AWS's front door answers for every service, and Hearth's own. */
    private static final Set<ErrorCode> NOT_MODELLED =
            EnumSet.of(
                    ErrorCode.SERIALIZATION,
                    ErrorCode.VALIDATION,
                    ErrorCode.ACCESS_DENIED,
                    ErrorCode.EXPIRED_TOKEN,
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    ErrorCode.INVALID_SIGNATURE,
                    ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                    ErrorCode.UNRECOGNIZED_CLIENT,
                    ErrorCode.UNKNOWN_OPERATION,
                    ErrorCode.REQUEST_ENTITY_TOO_LARGE,
                    ErrorCode.NOT_IMPLEMENTED,
                    ErrorCode.SERVICE_UNAVAILABLE);

    @Test
    void statusAndMessageKeyAreTheModels() throws IOException {
        Map<String, String> ours =
                Arrays.stream(ErrorCode.values())
                        .filter(code -> !NOT_MODELLED.contains(code))
                        .collect(
                                Collectors.toMap(
                                        ErrorCode::wireName,
                                        code -> code.status() + " " + code.messageKey()));
        Map<String, String> model = new TreeMap<>(model());
        model.keySet().retainAll(ours.keySet());

        assertEquals(model, new TreeMap<>(ours));
    }

    @Test
    void whatIsCalledNotModelledIsNot() throws IOException {
        Set<String> model = model().keySet();
        assertEquals(
                Set.of(),
                NOT_MODELLED.stream()
                        .filter(code -> model.contains(code.wireName()))
                        .collect(Collectors.toSet()));
    }

    private static Map<String, String> model() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        ErrorCodeTest.class.getResourceAsStream(
                                                "modelled-errors.txt")),
                                UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        }
    }
}
