package dev.hearth.foundation.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Follows symbolic links the way a kernel would, over the package's own entries, to see whether one
 * leads out. Reading the target's text alone is not enough: {@code a/..} is another place when
 * {@code a} is a link itself.
 */
final class LinkTargets {
    /** Linux's own limit. */
    private static final int MAX_LINKS_FOLLOWED = 40;

    private static final int MAX_STEPS = 10_000;

    private final Map<String, String> targets;

    /**
     * @param targets each link's text by its path
     */
    LinkTargets(Map<String, String> targets) {
        this.targets = Map.copyOf(targets);
    }

    void check(EntryPath link, String target) throws BadZipException {
        List<String> at = new ArrayList<>(link.parent().segments());
        Deque<String> ahead = new ArrayDeque<>();
        follow(link, target, ahead);
        int followed = 1;
        for (int steps = 0; !ahead.isEmpty(); steps++) {
            if (followed > MAX_LINKS_FOLLOWED || steps > MAX_STEPS) {
                // A loop: it leads nowhere, as it would on any disk.
                return;
            }
            String step = ahead.removeFirst();
            if (step.equals("..")) {
                if (at.isEmpty()) {
                    throw BadZipException.unsafe(link.toString(), "is a link out of the archive");
                }
                at.removeLast();
                continue;
            }
            at.add(step);
            String next = targets.get(String.join("/", at));
            if (next != null) {
                at.removeLast();
                follow(link, next, ahead);
                followed++;
            }
        }
    }

    private static void follow(EntryPath link, String target, Deque<String> ahead)
            throws BadZipException {
        if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
            throw BadZipException.unsafe(link.toString(), "is a link out of the archive");
        }
        List<String> steps =
                Arrays.stream(target.split("/"))
                        .filter(step -> !step.isEmpty() && !step.equals("."))
                        .toList();
        steps.reversed().forEach(ahead::addFirst);
    }
}
