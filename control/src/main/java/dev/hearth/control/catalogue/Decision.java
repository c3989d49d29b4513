package dev.hearth.control.catalogue;

import java.util.List;

/** What an operation wants written, and what it answers once that is durable. */
public record Decision<A>(List<CatalogueRecord> records, A answer) {
    public static <A> Decision<A> of(A answer, CatalogueRecord... records) {
        return new Decision<>(List.of(records), answer);
    }
}
