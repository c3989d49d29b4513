package dev.hearth.events.mapping;

import dev.hearth.api.events.MappingProgress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was reported, in order. */
public final class SeenProgress implements MappingProgress {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void settled(String uuid, long generation) {
        seen.add("settled " + uuid + " " + generation);
    }

    @Override
    public void stopped(String uuid) {
        seen.add("stopped " + uuid);
    }

    @Override
    public void result(String uuid, String words) {
        seen.add(words);
    }

    public List<String> seen() {
        return seen;
    }
}
