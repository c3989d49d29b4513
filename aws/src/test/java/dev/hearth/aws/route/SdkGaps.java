package dev.hearth.aws.route;

import java.util.Set;

/** What AWS's service model has and this SDK does not. */
public final class SdkGaps {
    public static final Set<String> OPERATIONS =
            Set.of("DeleteResourcePolicy", "GetResourcePolicy", "InvokeAsync", "PutResourcePolicy");

    private SdkGaps() {}
}
