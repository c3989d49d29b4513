package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Which runtimes a function may be given: those of AWS's model that AWS has not retired. */
final class Runtimes {
    /** AWS's deprecation table: functions can no longer be created with these. */
    private static final Set<String> RETIRED =
            Set.of(
                    "dotnetcore1.0",
                    "dotnetcore2.0",
                    "dotnetcore2.1",
                    "dotnetcore3.1",
                    "go1.x",
                    "java8",
                    "nodejs",
                    "nodejs10.x",
                    "nodejs12.x",
                    "nodejs14.x",
                    "nodejs4.3",
                    "nodejs4.3-edge",
                    "nodejs6.10",
                    "nodejs8.10",
                    "provided",
                    "python2.7",
                    "python3.6",
                    "python3.7",
                    "ruby2.5",
                    "ruby2.7");

    private static final Set<String> KNOWN =
            Runtime.knownValues().stream().map(Runtime::toString).collect(Collectors.toSet());

    private static final String CHOICE =
            KNOWN.stream()
                    .filter(name -> !RETIRED.contains(name))
                    .sorted()
                    .collect(Collectors.joining(", "));

    private Runtimes() {}

    /**
     * @throws ApiException {@code InvalidParameterValueException}
     */
    static void check(@Nullable String runtime) {
        if (runtime == null) {
            return;
        }
        if (RETIRED.contains(runtime)) {
            throw Refusals.invalid(
                    "The runtime parameter of %s is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
                            .formatted(runtime));
        }
        if (!KNOWN.contains(runtime)) {
            throw Refusals.invalid(
                    "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [%s] or be a valid ARN"
                            .formatted(runtime, CHOICE));
        }
    }
}
