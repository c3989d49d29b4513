package dev.hearth.control.catalogue;

import java.time.Instant;

/**
 * Settings at one moment of their history.
 *
 * @param generation larger than that of every revision made before, of any function, also across
 *     restarts and re-creations under one name
 * @param revisionId changes with every change that AWS counts as one
 */
public record Revision(
        Settings settings, long generation, Instant lastModified, String revisionId) {}
