package dev.hearth.control.catalogue;

import dev.hearth.api.function.FunctionId;

/** One durable change; replaying them in order gives the catalogue. */
public sealed interface CatalogueRecord {
    /** A change of a function, or of what goes with it when it is deleted. */
    sealed interface OfFunction extends CatalogueRecord {
        FunctionId function();
    }

    /** A change of an event source mapping. */
    sealed interface OfMapping extends CatalogueRecord {
        String uuid();
    }

    /** The function is now this. */
    record FunctionStored(Function value) implements OfFunction {
        @Override
        public FunctionId function() {
            return value.id();
        }
    }

    record FunctionRemoved(FunctionId function) implements OfFunction {}

    record VersionStored(FunctionId function, PublishedVersion version) implements OfFunction {}

    record VersionRemoved(FunctionId function, int number) implements OfFunction {}

    /**
     * @param qualifier {@code $LATEST} or a version's number
     */
    record EventInvokeStored(FunctionId function, String qualifier, EventInvokeConfig value)
            implements OfFunction {}

    record EventInvokeRemoved(FunctionId function, String qualifier) implements OfFunction {}

    /** The mapping is now this. */
    record MappingStored(Mapping value) implements OfMapping {
        @Override
        public String uuid() {
            return value.uuid();
        }
    }

    record MappingRemoved(String uuid) implements OfMapping {}
}
