package dev.hearth.control.catalogue;

import dev.hearth.api.function.FunctionId;

/** One durable change; replaying them in order gives the catalogue. */
public sealed interface CatalogueRecord {
    FunctionId function();

    /** The function is now this. */
    record FunctionStored(Function value) implements CatalogueRecord {
        @Override
        public FunctionId function() {
            return value.id();
        }
    }

    record FunctionRemoved(FunctionId function) implements CatalogueRecord {}

    record VersionStored(FunctionId function, PublishedVersion version)
            implements CatalogueRecord {}

    record VersionRemoved(FunctionId function, int number) implements CatalogueRecord {}

    /**
     * @param qualifier {@code $LATEST} or a version's number
     */
    record EventInvokeStored(FunctionId function, String qualifier, EventInvokeConfig value)
            implements CatalogueRecord {}

    record EventInvokeRemoved(FunctionId function, String qualifier) implements CatalogueRecord {}
}
