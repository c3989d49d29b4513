package dev.hearth.bench;

import dev.hearth.bench.load.Outcome;

/**
 * One peer under one load, once.
 *
 * @param load one-minute load average when it began
 * @param stolenPercent processor time that the hypervisor gave to others meanwhile
 */
public record Round(
        String peer,
        Scenario scenario,
        int number,
        Outcome outcome,
        double load,
        double stolenPercent) {}
