package dev.hearth.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a Hearth server takes.
 *
 * @param starts from the command to healthy, each on an empty data folder
 * @param idleBytes resident memory of a server nobody has called yet
 * @param environments how many were idle at once
 * @param environmentBytes the server's own growth, divided by them
 */
public record Footprint(
        List<Duration> starts, long idleBytes, int environments, long environmentBytes) {}
