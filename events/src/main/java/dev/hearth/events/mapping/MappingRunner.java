package dev.hearth.events.mapping;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.events.MappingProgress;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.foundation.actor.Mailbox;
import dev.hearth.foundation.time.Entropy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mapping's life: reads its source in the generation its owner wants, while this process holds
 * its lease. All state belongs to the mailbox.
 */
final class MappingRunner {
    private static final Logger LOG = LoggerFactory.getLogger(MappingRunner.class);

    /** What all runners share. */
    record Parts(
            List<EventSource> sources,
            Invokes invokes,
            MappingProgress progress,
            Entropy entropy,
            Consumer<String> ended) {}

    private final String uuid;
    private final Parts parts;
    private final Mailbox mailbox = new Mailbox(this::fault);

    private @Nullable EventSourceMapping wanted;
    private boolean removed;
    private boolean held;
    private boolean ended;
    private boolean stopping;
    private @Nullable Reading reading;
    private long generationRead = -1;
    private long generationSettled = -1;
    private String lastResult = "";
    private CompletableFuture<Void> notReading = CompletableFuture.completedFuture(null);

    MappingRunner(String uuid, Parts parts) {
        this.uuid = uuid;
        this.parts = parts;
    }

    void changed(EventSourceMapping mapping) {
        mailbox.run(() -> {
            if (wanted == null || mapping.generation() >= wanted.generation()) {
                wanted = mapping;
                removed = false;
            }
            proceed();
        });
    }

    void removed() {
        mailbox.run(() -> {
            removed = true;
            proceed();
        });
    }

    void held() {
        mailbox.run(() -> {
            held = true;
            generationSettled = -1;
            proceed();
        });
    }

    /** Completes when nothing is read any more. */
    CompletableFuture<Void> lost() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        mailbox.run(() -> {
            held = false;
            var _ = notReading.whenComplete((done, failure) -> stopped.complete(null));
            proceed();
        });
        return stopped;
    }

    private void proceed() {
        if (ended || stopping) {
            return;
        }
        if (reading != null && !readingIsWanted()) {
            stop(reading);
        } else if (held && removed) {
            ended = true;
            parts.progress().stopped(uuid);
            parts.ended().accept(uuid);
        } else if (held && wanted != null && reading == null) {
            begin(wanted);
        }
    }

    private boolean readingIsWanted() {
        return held
                && !removed
                && wanted != null
                && wanted.active()
                && wanted.generation() == generationRead;
    }

    private void stop(Reading current) {
        stopping = true;
        var _ = end(current).whenComplete((done, failure) -> mailbox.run(this::stopped));
    }

    private CompletableFuture<Void> end(Reading current) {
        try {
            return current.stop();
        } catch (RuntimeException | Error fault) {
            fault(fault);
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void stopped() {
        stopping = false;
        reading = null;
        notReading.complete(null);
        proceed();
    }

    private void begin(EventSourceMapping mapping) {
        if (!mapping.active()) {
            settle(mapping.generation());
            return;
        }
        try {
            EventSource source = source(mapping.eventSourceArn());
            RecordFilter filter = new RecordFilter(mapping.filters());
            BatchInvoker invoker = new BatchInvoker(parts.invokes(), mapping, parts.entropy());
            Report report = new Report(mapping.generation());
            generationRead = mapping.generation();
            reading = source.read(mapping, new MappedFunction(filter, invoker, report));
            notReading = new CompletableFuture<>();
        } catch (IllegalArgumentException e) {
            LOG.error("mapping {} cannot run: {}", uuid, e.getMessage());
            tell("PROBLEM: " + e.getMessage());
            settle(mapping.generation());
        } catch (RuntimeException | Error fault) {
            fault(fault);
            tell(ReadingReport.INTERNAL_ERROR);
            settle(mapping.generation());
        }
    }

    /** A fault of ours: the mapping goes on with its owner's next change, or its next holder. */
    private void fault(Throwable fault) {
        LOG.error("a fault in mapping {}", uuid, fault);
    }

    private EventSource source(String arn) {
        return parts.sources().stream()
                .filter(source -> source.reads(arn))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Unrecognized event source: " + arn));
    }

    private void settle(long generation) {
        if (generation != generationSettled) {
            parts.progress().settled(uuid, generation);
            generationSettled = generation;
        }
    }

    private void tell(String words) {
        if (!words.equals(lastResult)) {
            parts.progress().result(uuid, words);
            lastResult = words;
        }
    }

    /** Counts only while its generation is the one that is read. */
    private final class Report implements ReadingReport {
        private final long generation;

        Report(long generation) {
            this.generation = generation;
        }

        @Override
        public void begun() {
            mailbox.run(() -> {
                if (reading != null && generation == generationRead && !stopping) {
                    settle(generation);
                }
            });
        }

        @Override
        public void result(String words) {
            mailbox.run(() -> {
                if (reading != null && generation == generationRead) {
                    tell(words);
                }
            });
        }
    }
}
