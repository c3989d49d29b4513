package dev.hearth.aws.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ViolationsTest {
    @Test
    void allIsWellWithinTheConstraints() {
        new Violations()
                .required("role", "r")
                .length("functionName", "f".repeat(64), 1, 64)
                .length("description", null, 0, 256)
                .count("layers", List.of(), 0, 5)
                .range("timeout", 900, 1, 900)
                .pattern("handler", "index.handler", Pattern.compile("[^\\s]+"))
                .oneOf("packageType", "Zip", List.of("Zip", "Image"))
                .throwIfAny();
    }

    @Test
    void oneViolationReadsAsAwsPutsIt() {
        assertEquals(
                "1 validation error detected: Value '0' at 'timeout' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 1",
                words(new Violations().range("timeout", 0, 1, 900)));
    }

    @Test
    void severalAreJoined() {
        assertEquals(
                "5 validation errors detected:"
                        + " Value null at 'role' failed to satisfy constraint: Member must not be null;"
                        + " Value 'abc' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 2;"
                        + " Value '[a, b]' at 'layers' failed to satisfy constraint: Member must have length less than or equal to 1;"
                        + " Value 'a b' at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+;"
                        + " Value 'Tar' at 'packageType' failed to satisfy constraint: Member must satisfy enum value set: [Zip, Image]",
                words(
                        new Violations()
                                .required("role", null)
                                .length("functionName", "abc", 1, 2)
                                .count("layers", List.of("a", "b"), 0, 1)
                                .pattern("handler", "a b", Pattern.compile("[^\\s]+"))
                                .oneOf("packageType", "Tar", List.of("Zip", "Image"))));
    }

    private static String words(Violations violations) {
        ApiException thrown = assertThrows(ApiException.class, violations::throwIfAny);
        assertEquals(ErrorCode.VALIDATION, thrown.code());
        return thrown.words();
    }
}
