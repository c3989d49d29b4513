package dev.hearth.state.blob;

/**
 * @param id its SHA-256, lower-case hex
 * @param size in bytes
 */
public record Blob(String id, long size) {}
