package dev.hearth.control.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Members that mean something to a function and that nothing here would honour: better refused than
 * dropped in silence.
 */
final class NotBuilt {
    private static final Set<String> MEMBERS =
            Set.of(
                    "CapacityProviderConfig",
                    "CodeSigningConfigArn",
                    "DurableConfig",
                    "FileSystemConfigs",
                    "ImageConfig",
                    "PublishTo",
                    "TenancyConfig");

    /** Members of an event source mapping that nothing here would honour. */
    private static final Set<String> OF_MAPPINGS =
            Set.of("LoggingConfig", "ProvisionedPollerConfig");

    /** Members of an event source mapping that mean nothing to a queue. */
    private static final Set<String> NOT_FOR_QUEUES =
            Set.of(
                    "AmazonManagedKafkaEventSourceConfig",
                    "BisectBatchOnFunctionError",
                    "DestinationConfig",
                    "DocumentDBEventSourceConfig",
                    "MaximumRecordAgeInSeconds",
                    "MaximumRetryAttempts",
                    "ParallelizationFactor",
                    "Queues",
                    "SelfManagedEventSource",
                    "SelfManagedKafkaEventSourceConfig",
                    "SourceAccessConfigurations",
                    "StartingPosition",
                    "StartingPositionTimestamp",
                    "Topics",
                    "TumblingWindowInSeconds");

    private NotBuilt() {}

    static List<String> in(SdkPojo request) {
        return in(request, MEMBERS);
    }

    static List<String> ofMappings(SdkPojo request) {
        return in(request, OF_MAPPINGS);
    }

    static List<String> forQueues(SdkPojo request) {
        return in(request, NOT_FOR_QUEUES);
    }

    private static List<String> in(SdkPojo request, Set<String> members) {
        List<String> found = new ArrayList<>();
        for (SdkField<?> field : request.sdkFields()) {
            if (members.contains(field.memberName()) && says(field.getValueOrDefault(request))) {
                found.add(field.memberName());
            }
        }
        return found;
    }

    /** Tools send empty structures for what their user left out. */
    private static boolean says(Object value) {
        return switch (value) {
            case null -> false;
            case SdkAutoConstructList<?> _, SdkAutoConstructMap<?, ?> _ -> false;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case SdkPojo pojo ->
                    pojo.sdkFields().stream().anyMatch(f -> says(f.getValueOrDefault(pojo)));
            default -> true;
        };
    }
}
