package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which lane an event goes to. A function shares two of the lanes with others (few share both), and
 * its events go to the shorter; one that falls behind has a lane of its own until it has been empty
 * for a while. In memory only.
 */
final class Lanes {
    static final int SHARED = 32;

    /** Functions beyond these stay in the shared lanes, however far behind. */
    static final int MOST_OWN = 1_000;

    static final Duration EMPTY_BEFORE_SHARING_AGAIN = Duration.ofSeconds(60);

    private final Clock clock;
    private final List<Lane> shared =
            IntStream.range(0, SHARED).mapToObj(i -> new Lane(Lane.SHARED + i)).toList();
    private final Map<FunctionId, OwnLane> own = new ConcurrentHashMap<>();

    Lanes(Clock clock) {
        this.clock = clock;
    }

    Lane laneOf(FunctionId function) {
        OwnLane lane = own.get(function);
        if (lane != null) {
            if (!lane.emptyForLong(clock.nanos())) {
                return lane.lane;
            }
            own.remove(function, lane);
        }
        return shorterOf(function);
    }

    private Lane shorterOf(FunctionId function) {
        int hash = spread(function.hashCode());
        int first = Math.floorMod(hash, SHARED);
        int step = 1 + Math.floorMod(hash >>> 16, SHARED - 1);
        Lane one = shared.get(first);
        Lane other = shared.get((first + step) % SHARED);
        return other.waiting() < one.waiting() ? other : one;
    }

    /** A hash of names that differ in a letter differs in a few bits only: mix them. */
    private static int spread(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    /** From now on the function's events go here; none when too many have lanes of their own. */
    Optional<Lane> ownLaneOf(FunctionId function) {
        OwnLane known = own.get(function);
        if (known == null && own.size() >= MOST_OWN) {
            return Optional.empty();
        }
        OwnLane lane =
                own.computeIfAbsent(
                        function, key -> new OwnLane(new Lane(queueOf(key)), clock.nanos()));
        return Optional.of(lane.lane);
    }

    List<Lane> shared() {
        return shared;
    }

    /** The lane with this queue's name, known or not before. */
    Optional<Lane> named(String queue) {
        if (queue.startsWith(Lane.SHARED)) {
            return shared.stream().filter(lane -> lane.queue().equals(queue)).findFirst();
        }
        return functionOf(queue).flatMap(this::ownLaneOf);
    }

    /** An own lane that others read holds nothing. */
    void emptied(String queue) {
        functionOf(queue).map(own::get).ifPresent(lane -> lane.lane.counted(0));
    }

    static String queueOf(FunctionId function) {
        return Lane.OWN + function.account() + "." + function.region() + "." + function.name();
    }

    static Optional<FunctionId> functionOf(String queue) {
        if (!queue.startsWith(Lane.OWN)) {
            return Optional.empty();
        }
        String[] parts = queue.substring(Lane.OWN.length()).split("\\.", 3);
        return parts.length == 3
                ? Optional.of(new FunctionId(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    private static final class OwnLane {
        private final Lane lane;
        private volatile long lastBusy;

        OwnLane(Lane lane, long now) {
            this.lane = lane;
            this.lastBusy = now;
        }

        boolean emptyForLong(long now) {
            if (lane.waiting() > 0) {
                lastBusy = now;
                return false;
            }
            return now - lastBusy > EMPTY_BEFORE_SHARING_AGAIN.toNanos();
        }
    }
}
