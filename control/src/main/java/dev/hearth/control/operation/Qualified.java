package dev.hearth.control.operation;

import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.Revision;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * What a name with its qualifier stands for.
 *
 * @param version absent for {@code $LATEST}
 * @param arn as the caller will see it: with the qualifier when one was given
 */
record Qualified(Function function, Optional<PublishedVersion> version, String arn) {
    Revision revision() {
        return version.map(PublishedVersion::revision).orElse(function.latest());
    }

    FunctionConfiguration view() {
        return version.map(v -> ConfigurationView.version(function, v))
                .orElseGet(() -> ConfigurationView.latest(function))
                .functionArn(arn)
                .build();
    }
}
