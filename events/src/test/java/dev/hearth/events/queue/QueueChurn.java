package dev.hearth.events.queue;

import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.events.testing.ChildJvm;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * A process to be killed, which adds, settles, retries and moves events at random. Its book says of
 * each what it has been promised: a line is there before anything that follows from it.
 */
final class QueueChurn {
    static final String ADDED = "added";
    static final String SETTLING = "settling";
    static final String SETTLED = "settled";

    static final int AT_ONCE = 64;

    /** A life. More than is settled in it, so that what waits goes into pages. */
    private static final int MOST_ADDED = 5_000;

    private static final int FUNCTIONS = 5;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private final OutputStream book;
    private final Random random;
    private final Clock clock = Clock.system();

    private QueueChurn(OutputStream book, long seed) {
        this.book = book;
        this.random = new Random(seed);
    }

    /** Arguments: folder, book, seed. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        OutputStream book =
                Files.newOutputStream(
                        Path.of(arguments[1]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
        QueueChurn churn = new QueueChurn(book, Long.parseLong(arguments[2]));
        DurableEventQueue queue =
                new DurableEventQueue(
                        new EmbeddedBroker(folder.resolve("queue")),
                        new DiskRoom(folder, Clock.system()),
                        Clock.system(),
                        new SystemTimers());
        queue.start();
        queue.deliverTo(churn::take);
        Thread.ofPlatform().daemon().start(() -> churn.add(queue, arguments[2]));
        ChildJvm.ready();
        ChildJvm.waitForParent();
    }

    private void add(DurableEventQueue queue, String life) {
        Semaphore free = new Semaphore(AT_ONCE);
        for (int i = 0; i < MOST_ADDED; i++) {
            free.acquireUninterruptibly();
            String id = life + "-" + i;
            int size = i % 50 == 0 ? 300_000 : 10 + below(4_000);
            QueuedEvent event = Events.random(id, "f" + below(FUNCTIONS), clock.now(), size);
            var _ =
                    queue.add(event)
                            .whenComplete((nothing, failure) -> {
                                if (failure == null) {
                                    note(ADDED, id);
                                }
                                free.release();
                            });
        }
    }

    private void take(Taken taken) {
        String id = taken.event().event().requestId();
        int dice = below(20);
        if (dice < 8) {
            note(SETTLING, id);
            var _ = taken.done().thenRun(() -> note(SETTLED, id));
        } else if (dice < 14) {
            Duration delay = Duration.ofMillis(below((int) LONGEST_DELAY.toMillis()));
            var _ = taken.again(Events.due(taken.event(), clock.now().plus(delay)));
        } else if (dice < 17) {
            var _ = taken.toOwnLane();
        } else if (dice < 19) {
            taken.giveBack();
        }
        // The rest stays out until the process is killed.
    }

    private synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    private synchronized void note(String what, String id) {
        try {
            book.write((what + " " + id + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
