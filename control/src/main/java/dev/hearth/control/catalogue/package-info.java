/**
 * What a function is, and all of them in memory: {@link dev.hearth.control.catalogue.Catalogued}
 * values, changed by replaying {@link dev.hearth.control.catalogue.CatalogueRecord records} and by
 * nothing else. Knows neither AWS's wire format nor where records are kept.
 */
@NullMarked
package dev.hearth.control.catalogue;

import org.jspecify.annotations.NullMarked;
