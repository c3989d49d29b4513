package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.aws.validate.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a function's environment variables may be. */
final class EnvironmentRules {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final int MAX_BYTES = 4 * 1024;
    private static final String UNABLE =
            "Lambda was unable to configure your environment variables because the environment variables you have provided ";

    /**
     * Lambda sets these itself. Source: Developer Guide, "Defined runtime environment variables".
     */
    private static final Set<String> RESERVED =
            Set.of(
                    "AWS_ACCESS_KEY",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_DEFAULT_REGION",
                    "AWS_EXECUTION_ENV",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                    "AWS_LAMBDA_FUNCTION_NAME",
                    "AWS_LAMBDA_FUNCTION_VERSION",
                    "AWS_LAMBDA_INITIALIZATION_TYPE",
                    "AWS_LAMBDA_LOG_GROUP_NAME",
                    "AWS_LAMBDA_LOG_STREAM_NAME",
                    "AWS_LAMBDA_METADATA_API",
                    "AWS_LAMBDA_METADATA_TOKEN",
                    "AWS_LAMBDA_RUNTIME_API",
                    "AWS_REGION",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "LAMBDA_RUNTIME_DIR",
                    "LAMBDA_TASK_ROOT",
                    "_HANDLER",
                    "_X_AMZN_TRACE_ID");

    private static final JsonMapper JSON = new JsonMapper();

    private EnvironmentRules() {}

    static void collect(@Nullable Map<String, String> environment, Violations into) {
        if (environment == null) {
            return;
        }
        boolean reservedOnly =
                environment.keySet().stream()
                        .allMatch(key -> KEY.matcher(key).matches() || RESERVED.contains(key));
        if (!reservedOnly) {
            // Values may be secrets: none of them is repeated.
            into.addSensitive(
                    "environment.variables",
                    "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                            + KEY.pattern()
                            + "]");
        }
    }

    /**
     * @throws ApiException {@code InvalidParameterValueException}
     */
    static void check(@Nullable Map<String, String> environment) {
        if (environment == null) {
            return;
        }
        Set<String> reserved = new TreeSet<>(environment.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw Refusals.invalid(
                    UNABLE
                            + "contains reserved keys that are currently not supported for modification. Reserved keys used in this request: "
                            + String.join(", ", reserved));
        }
        String measured = JSON.writeValueAsString(environment);
        if (measured.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Refusals.invalid(UNABLE + "exceeded the 4KB limit. String measured: " + measured);
        }
    }
}
