package dev.hearth.events.broker;

/** Bytes for a queue that exists. Nobody changes them any more. */
public record Outgoing(String queue, byte[] body) {}
