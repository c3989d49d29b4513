package dev.hearth.events;

import dev.hearth.events.destination.AwsAccess;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the events role is told.
 *
 * @param self names this process among those that share the record store
 * @param data folder in which the embedded broker's is made when it is first needed
 * @param broker URL of an external one, such as {@code tcp://10.0.0.5:61616}; empty embeds one
 * @param access to queues, topics, buses and buckets
 * @param processors of this machine: how much is invoked at once to begin with
 */
public record EventsConfig(
        String self, Path data, Optional<String> broker, AwsAccess access, int processors) {}
