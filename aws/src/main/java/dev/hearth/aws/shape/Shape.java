package dev.hearth.aws.shape;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** One shape's members, sorted by where they travel. Made once per class. */
public final class Shape {
    private static final ConcurrentHashMap<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final Map<String, SdkField<?>> body = new HashMap<>();
    private final List<SdkField<?>> bodyInOrder;
    private final List<SdkField<?>> elsewhere;
    private final Optional<SdkField<?>> payload;

    private Shape(List<SdkField<?>> fields) {
        bodyInOrder = fields.stream().filter(Shape::inBody).toList();
        elsewhere = fields.stream().filter(f -> f.location() != MarshallLocation.PAYLOAD).toList();
        payload = fields.stream().filter(f -> f.containsTrait(PayloadTrait.class)).findFirst();
        bodyInOrder.forEach(f -> body.put(f.locationName(), f));
    }

    /** The members of a built shape or of its builder. */
    public static Shape of(SdkPojo pojo) {
        Shape known = SHAPES.get(pojo.getClass());
        return known != null
                ? known
                : SHAPES.computeIfAbsent(pojo.getClass(), _ -> new Shape(pojo.sdkFields()));
    }

    public static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }

    /** The member that a document calls so, unless it travels elsewhere. */
    public @Nullable SdkField<?> bodyMember(String name) {
        return body.get(name);
    }

    /** Members of the document, in the model's order. */
    public Collection<SdkField<?>> bodyMembers() {
        return bodyInOrder;
    }

    /** Members in the path, the query, headers or the status. */
    public List<SdkField<?>> otherMembers() {
        return elsewhere;
    }

    /** The member that is the whole body, where the model says so. */
    public Optional<SdkField<?>> payload() {
        return payload;
    }

    private static boolean inBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD
                && !field.containsTrait(PayloadTrait.class);
    }
}
