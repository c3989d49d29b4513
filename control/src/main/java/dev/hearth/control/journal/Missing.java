package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CatalogueRecord.MappingRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import dev.hearth.control.catalogue.CatalogueRecord.VersionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.VersionStored;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.MappingIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the indexes hold and the store does not. */
final class Missing {
    private final Set<CatalogueRecord> there = new HashSet<>();
    private final List<CatalogueRecord> missing = new ArrayList<>();

    private Missing(List<CatalogueRecord> stored) {
        stored.forEach(record -> there.add(removal(record)));
    }

    /** The removals that bring the indexes to what is stored. */
    static List<CatalogueRecord> from(
            List<CatalogueRecord> stored, FunctionIndex functions, MappingIndex mappings) {
        Missing missing = new Missing(stored);
        functions.all().forEach(missing::look);
        mappings.all().forEach(mapping -> missing.look(new MappingRemoved(mapping.uuid())));
        return missing.missing;
    }

    private void look(Catalogued known) {
        FunctionId id = known.function().id();
        if (!there.contains(new FunctionRemoved(id))) {
            missing.add(new FunctionRemoved(id));
            return;
        }
        known.versions().keySet().forEach(number -> look(new VersionRemoved(id, number)));
        known.eventInvokes().keySet().forEach(name -> look(new EventInvokeRemoved(id, name)));
    }

    private void look(CatalogueRecord removal) {
        if (!there.contains(removal)) {
            missing.add(removal);
        }
    }

    /** What would undo a record: it names the same thing. */
    private static CatalogueRecord removal(CatalogueRecord record) {
        return switch (record) {
            case FunctionStored stored -> new FunctionRemoved(stored.function());
            case VersionStored stored ->
                    new VersionRemoved(stored.function(), stored.version().number());
            case EventInvokeStored stored ->
                    new EventInvokeRemoved(stored.function(), stored.qualifier());
            case MappingStored stored -> new MappingRemoved(stored.uuid());
            case FunctionRemoved _, VersionRemoved _, EventInvokeRemoved _, MappingRemoved _ ->
                    record;
        };
    }
}
