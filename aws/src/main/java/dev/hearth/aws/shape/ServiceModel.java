package dev.hearth.aws.shape;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Finds the SDK's classes of a service by operation name. Each is loaded when first asked for:
 * loading all at start costs longer than starting the rest of the server.
 *
 * @param modelPackage such as {@code software.amazon.awssdk.services.lambda.model}
 */
public record ServiceModel(String modelPackage) {
    public static final ServiceModel LAMBDA =
            new ServiceModel("software.amazon.awssdk.services.lambda.model");

    private static final ClassValue<MethodHandle> BUILDERS =
            new ClassValue<>() {
                @Override
                protected MethodHandle computeValue(Class<?> type) {
                    try {
                        return MethodHandles.publicLookup()
                                .unreflect(type.getMethod("builder"))
                                .asType(MethodType.methodType(SdkPojo.class));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalArgumentException(type + " is no SDK model class", e);
                    }
                }
            };

    /**
     * @throws IllegalArgumentException when the SDK knows no such operation
     */
    public Class<? extends SdkPojo> request(String operation) {
        return find(operation + "Request");
    }

    /**
     * @throws IllegalArgumentException when the SDK knows no such operation
     */
    public Class<? extends SdkPojo> response(String operation) {
        return find(operation + "Response");
    }

    /** An empty builder of a model class. */
    public static SdkPojo builder(Class<? extends SdkPojo> type) {
        try {
            return (SdkPojo) BUILDERS.get(type).invokeExact();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type + " has a builder that throws", e);
        }
    }

    private Class<? extends SdkPojo> find(String name) {
        try {
            return Class.forName(modelPackage + "." + name).asSubclass(SdkPojo.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("the SDK knows no " + name, e);
        }
    }
}
