package dev.hearth.api.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionRefTest {
    @ParameterizedTest
    @CsvSource({
        "f,,,f,",
        "f:1,,,f,1",
        "f:$LATEST,,,f,$LATEST",
        "f:$LATEST.PUBLISHED,,,f,$LATEST.PUBLISHED",
        "function:f:live,,,f,live",
        "123456789012:function:f,123456789012,,f,",
        "123456789012:f:2,123456789012,,f,2",
        "arn:aws:lambda:us-east-1:123456789012:function:f,123456789012,us-east-1,f,",
        "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:x,123456789012,us-gov-west-1,f,x",
        "name.with.dots,,,name.with.dots,"
    })
    void readsEveryForm(String text, String account, String region, String name, String qualifier) {
        assertEquals(
                new FunctionRef(
                        Optional.ofNullable(account),
                        Optional.ofNullable(region),
                        name,
                        Optional.ofNullable(qualifier)),
                FunctionRef.parse(text, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "my-function!",
                "f:1:2",
                "f:$LATES",
                "f:$latest",
                "function:f:$LATEST:extra",
                "invalid-account:function:f",
                "arn:aws:lambda:invalid-region:111111111111:function:f",
                "arn:aws:lambda:us-east-1::function:f",
                "arn:aws:lambda::111111111111:function:f",
                "arn:aws:ec2:us-east-1:111111111111:instance:i-1"
            })
    void refusesWhatIsNoName(String text) {
        ApiException refused =
                assertThrows(ApiException.class, () -> FunctionRef.parse(text, Optional.empty()));

        assertEquals(ErrorCode.VALIDATION, refused.code());
        assertTrue(
                refused.words()
                        .startsWith(
                                "1 validation error detected: Value '"
                                        + text
                                        + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws"));
    }

    @Test
    void aQualifierMayBeSaidTwiceButNotDifferently() {
        assertEquals(Optional.of("1"), FunctionRef.parse("f:1", Optional.of("1")).qualifier());
        ApiException refused =
                assertThrows(ApiException.class, () -> FunctionRef.parse("f:1", Optional.of("2")));
        assertEquals(ErrorCode.INVALID_PARAMETER_VALUE, refused.code());
        assertEquals(
                "The derived qualifier from the function name does not match the specified qualifier.",
                refused.words());
    }

    @Test
    void refusesWhatIsNoQualifier() {
        for (String qualifier : new String[] {"invalid!", "q".repeat(129), ""}) {
            ApiException refused =
                    assertThrows(
                            ApiException.class,
                            () -> FunctionRef.parse("f", Optional.of(qualifier)));
            assertEquals(ErrorCode.VALIDATION, refused.code());
            assertTrue(refused.words().contains("at 'qualifier'"), refused.words());
        }
        ApiException tooLong =
                assertThrows(
                        ApiException.class,
                        () -> FunctionRef.parse("f".repeat(171), Optional.empty()));
        assertTrue(tooLong.words().endsWith("less than or equal to 170"));
    }
}
