package dev.hearth.events.mapping;

/** What a source needs of everything behind it. */
public record MappedFunction(RecordFilter filter, BatchInvoker invoker, ReadingReport report) {}
