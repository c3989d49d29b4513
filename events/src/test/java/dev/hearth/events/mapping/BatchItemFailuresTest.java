package dev.hearth.events.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the rules in AWS's guide, "Success and failure conditions". */
final class BatchItemFailuresTest {
    private static Optional<Set<String>> read(String answer) {
        return BatchItemFailures.read(answer.getBytes(UTF_8), List.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"other\":1}",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}"
            })
    void nothingNamedIsSuccess(String answer) {
        assertEquals(Optional.of(Set.of()), read(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"a\"}]}",
            })
    void thoseNamedHaveFailed(String answer) {
        assertEquals(Optional.of(Set.of("a")), read(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "\"ok\"",
                "[]",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":[\"a\"]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
                "{\"batchItemFailures\":[{\"identifier\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}",
            })
    void whatCannotBeUnderstoodFailsTheBatch(String answer) {
        assertEquals(Optional.empty(), read(answer));
    }
}
