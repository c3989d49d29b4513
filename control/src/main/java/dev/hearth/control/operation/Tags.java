package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** TagResource, UntagResource and ListTags, for functions and event source mappings. */
final class Tags {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private static final Pattern RESOURCE =
            Pattern.compile(
                    "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)");

    private final CatalogueOwner owner;
    private final Targets targets;
    private final MappingIndex mappings;

    Tags(CatalogueOwner owner, Targets targets, MappingIndex mappings) {
        this.owner = owner;
        this.targets = targets;
        this.mappings = mappings;
    }

    WireAnswer tag(ManagementCall call) {
        TagResourceRequest request = Operation.read(TagResourceRequest.class, call);
        Violations violations = resource(request.resource());
        violations.required("tags", request.hasTags() ? request.tags() : null);
        TagRules.collect(request.tags(), violations);
        violations.throwIfAny();
        requireTaggable(request.resource());
        if (request.tags().isEmpty()) {
            throw Refusals.invalid("An error occurred and the request cannot be processed.");
        }
        change(
                request.resource(),
                before -> {
                    Map<String, String> all = new TreeMap<>(before);
                    all.putAll(request.tags());
                    TagRules.check(all);
                    return all;
                });
        return RestJson.write(TagResourceResponse.builder().build(), NO_CONTENT);
    }

    WireAnswer untag(ManagementCall call) {
        UntagResourceRequest request = Operation.read(UntagResourceRequest.class, call);
        List<String> keys = request.tagKeys();
        resource(request.resource()).required("tagKeys", keys.isEmpty() ? null : keys).throwIfAny();
        change(
                request.resource(),
                before -> {
                    Map<String, String> left = new TreeMap<>(before);
                    left.keySet().removeAll(keys);
                    return left;
                });
        return RestJson.write(UntagResourceResponse.builder().build(), NO_CONTENT);
    }

    WireAnswer list(ManagementCall call) {
        ListTagsRequest request = Operation.read(ListTagsRequest.class, call);
        resource(request.resource()).throwIfAny();
        Map<String, String> tags =
                isMapping(request.resource())
                        ? mapping(request.resource()).tags()
                        : targets.find(function(request.resource())).function().tags();
        return RestJson.write(ListTagsResponse.builder().tags(tags).build(), OK);
    }

    private void change(String arn, UnaryOperator<Map<String, String>> change) {
        var _ =
                owner.decide(() ->
                        Decision.of(
                                arn,
                                isMapping(arn)
                                        ? tagged(mapping(arn), change)
                                        : tagged(targets.find(function(arn)).function(), change)));
    }

    private static CatalogueRecord tagged(
            Mapping mapping, UnaryOperator<Map<String, String>> change) {
        return new MappingStored(mapping.withTags(change.apply(mapping.tags())));
    }

    private static CatalogueRecord tagged(
            Function function, UnaryOperator<Map<String, String>> change) {
        FunctionChanges.requireChangeable(function, null);
        return new FunctionStored(function.withTags(change.apply(function.tags())));
    }

    private static Violations resource(@Nullable String arn) {
        return new Violations().required("resource", arn).pattern("resource", arn, RESOURCE);
    }

    private static void requireTaggable(String arn) {
        if (!isMapping(arn)) {
            var _ = function(arn);
        }
    }

    private static boolean isMapping(String arn) {
        return arn.contains(":event-source-mapping:");
    }

    private Mapping mapping(String arn) {
        return mappings.find(arn.substring(arn.lastIndexOf(':') + 1))
                .filter(mapping -> mapping.arn().equals(arn))
                .orElseThrow(Refusals::noSuchResource);
    }

    /**
     * @throws ApiException for resources of kinds that cannot exist yet
     */
    private static FunctionRef function(String arn) {
        if (!arn.contains(":function:")) {
            throw Refusals.noSuchResource();
        }
        FunctionRef ref = FunctionRef.parse(arn, Optional.empty());
        if (ref.qualifier().isPresent()) {
            throw Refusals.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        return ref;
    }
}
