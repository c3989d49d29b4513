package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.FunctionIndex;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the function that a request names. */
public final class Targets {
    private final String account;
    private final String region;
    private final FunctionIndex index;

    /**
     * @param account the one account whose functions there are
     * @param region the one Region they are in
     */
    public Targets(String account, String region, FunctionIndex index) {
        this.account = account;
        this.region = region;
        this.index = index;
    }

    static FunctionRef parse(@Nullable String name, @Nullable String qualifier) {
        if (name == null) {
            throw new ApiException(
                    ErrorCode.VALIDATION,
                    "1 validation error detected: Value null at 'functionName' failed to satisfy constraint: Member must not be null");
        }
        return FunctionRef.parse(name, Optional.ofNullable(qualifier));
    }

    /**
     * The identity that a name stands for, whether there is such a function or not.
     *
     * @throws ApiException when it names another account or Region
     */
    public FunctionId id(FunctionRef ref) {
        if (ref.region().isPresent() && !ref.region().get().equals(region)) {
            throw new ApiException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "Functions from '%s' are not reachable in this region ('%s')"
                            .formatted(ref.region().get(), region));
        }
        if (ref.account().isPresent() && !ref.account().get().equals(account)) {
            throw new ApiException(
                    ErrorCode.ACCESS_DENIED,
                    "Account %s is not authorized to use functions of account %s."
                            .formatted(account, ref.account().get()));
        }
        return new FunctionId(account, region, ref.name());
    }

    /** The functions there are, in order of their names, after one or from the first. */
    Stream<Catalogued> after(String lastName) {
        return index.after(account, region, lastName);
    }

    /**
     * @throws ApiException {@code ResourceNotFoundException}
     */
    public Catalogued find(FunctionRef ref) {
        FunctionId id = id(ref);
        return index.find(id)
                .orElseThrow(
                        () -> Refusals.notFound(ref.qualifier().map(id::arn).orElse(id.arn())));
    }

    /**
     * The function or version that a name and its qualifier stand for.
     *
     * @throws ApiException {@code ResourceNotFoundException}
     */
    Qualified qualified(@Nullable String name, @Nullable String qualifier) {
        FunctionRef ref = parse(name, qualifier);
        Catalogued found = find(ref);
        FunctionId id = found.function().id();
        if (ref.qualifier().isEmpty()) {
            return new Qualified(found.function(), Optional.empty(), id.arn());
        }
        String asked = ref.qualifier().get();
        if (asked.equals(FunctionVersion.LATEST)) {
            return new Qualified(found.function(), Optional.empty(), id.arn(asked));
        }
        return new Qualified(
                found.function(),
                Optional.of(
                        found.version(asked).orElseThrow(() -> Refusals.notFound(id.arn(asked)))),
                id.arn(asked));
    }

    /**
     * For operations that concern a function as a whole.
     *
     * @throws ApiException when the name carries a qualifier
     */
    static FunctionRef unqualified(@Nullable String name) {
        FunctionRef ref = parse(name, null);
        if (ref.qualifier().isPresent() && !ref.qualifier().get().equals(FunctionVersion.LATEST)) {
            throw Refusals.invalid(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
        }
        return ref;
    }
}
