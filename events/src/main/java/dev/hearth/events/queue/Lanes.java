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

    /**
     * Functions beyond these stay in the shared lanes, however far behind. Lanes that an earlier
     * process or another one has filled are read all the same.
     */
    static final int MOST_OWN = 1_000;

    static final Duration EMPTY_BEFORE_SHARING_AGAIN = Duration.ofSeconds(60);

    private final Clock clock;
    private final List<Lane> shared =
            IntStream.range(0, SHARED).mapToObj(i -> new Lane(Lane.SHARED + i)).toList();
    private final Map<FunctionId, Lane> own = new ConcurrentHashMap<>();
    private final int mostOwn;

    Lanes(Clock clock) {
        this(clock, MOST_OWN);
    }

    Lanes(Clock clock, int mostOwn) {
        this.clock = clock;
        this.mostOwn = mostOwn;
    }

    Lane laneOf(FunctionId function) {
        Lane lane = own.get(function);
        return lane == null || emptyForLong(lane) ? shorterOf(function) : lane;
    }

    private boolean emptyForLong(Lane lane) {
        return lane.unusedFor(EMPTY_BEFORE_SHARING_AGAIN, clock.nanos());
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
        if (!own.containsKey(function) && own.size() >= mostOwn) {
            return Optional.empty();
        }
        return Optional.of(useOwn(function));
    }

    private Lane useOwn(FunctionId function) {
        Lane lane = own.computeIfAbsent(function, key -> new Lane(queueOf(key)));
        used(lane);
        return lane;
    }

    /** Something has gone into it or come out of it. */
    void used(Lane lane) {
        lane.used(clock.nanos());
    }

    List<Lane> shared() {
        return shared;
    }

    /** The lane with this queue's name, if it is known. */
    Optional<Lane> named(String queue) {
        if (queue.startsWith(Lane.SHARED)) {
            return shared.stream().filter(lane -> lane.queue().equals(queue)).findFirst();
        }
        return functionOf(queue).map(own::get);
    }

    /** The lane with this queue's name, which holds something: it is known from now on. */
    Optional<Lane> found(String queue) {
        functionOf(queue).ifPresent(this::useOwn);
        return named(queue);
    }

    /**
     * Nothing is in the queue of an own lane, and nothing out of it.
     *
     * @return whether that has been so for long, and the lane is forgotten
     */
    boolean emptied(String queue) {
        return functionOf(queue).map(this::emptied).orElse(false);
    }

    private boolean emptied(FunctionId function) {
        Lane lane = own.get(function);
        if (lane == null) {
            return true;
        }
        boolean over = emptyForLong(lane);
        lane.counted(0);
        return over && own.remove(function, lane);
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
}
