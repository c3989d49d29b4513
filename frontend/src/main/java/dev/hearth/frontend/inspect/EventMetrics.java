package dev.hearth.frontend.inspect;

import dev.hearth.api.events.EventBacklog;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.FunctionQueue;
import java.util.List;
import java.util.function.ToLongFunction;

/** Invokes that nobody waits for, by function: AWS's metrics of them under Prometheus' names. */
final class EventMetrics {
    private final StringBuilder out;
    private final List<FunctionQueue> queues;

    private EventMetrics(StringBuilder out, List<FunctionQueue> queues) {
        this.out = out;
        this.queues = queues;
    }

    static void write(StringBuilder out, EventBacklog backlog) {
        if (!backlog.functions().isEmpty()) {
            new EventMetrics(out, backlog.functions()).write();
        }
        backlog.unseen().ifPresent(unseen -> write(out, unseen));
    }

    private static void write(StringBuilder out, Unseen unseen) {
        String name = "hearth_async_events_not_looked_at";
        Metrics.gauge(out, name, "Events of an earlier server, of functions not known yet.");
        Metrics.value(out, name + "{state=\"waiting\"}", unseen.waiting());
        Metrics.value(out, name + "{state=\"retrying\"}", unseen.retrying());
    }

    private void write() {
        counter("received", "Events accepted.", FunctionQueue::received);
        counter("dropped", "Events given up and told nowhere.", FunctionQueue::dropped);
        counter("dead", "Events given up and told where failures go.", FunctionQueue::dead);
        Metrics.counter(
                out,
                "hearth_dead_letter_errors_total",
                "Events that their dead-letter queue would not take.");
        each("hearth_dead_letter_errors_total", FunctionQueue::deadLetterErrors);
        Metrics.counter(
                out,
                "hearth_destination_delivery_failures_total",
                "Records that their destination would not take.");
        each("hearth_destination_delivery_failures_total", FunctionQueue::deliveryFailures);
        gauge("waiting", "Events queued and due.", FunctionQueue::waiting);
        gauge("in_flight", "Events being invoked.", FunctionQueue::inFlight);
        gauge("retrying", "Events waiting for their next attempt.", FunctionQueue::retrying);
        age();
    }

    private void counter(String name, String help, ToLongFunction<FunctionQueue> value) {
        String full = "hearth_async_events_" + name + "_total";
        Metrics.counter(out, full, help);
        each(full, value);
    }

    private void gauge(String name, String help, ToLongFunction<FunctionQueue> value) {
        String full = "hearth_async_events_" + name;
        Metrics.gauge(out, full, help);
        each(full, value);
    }

    /** Of the events at each attempt. */
    private void age() {
        String name = "hearth_async_event_age_seconds";
        Metrics.describe(out, name, "Age of events when they were invoked.", "summary");
        for (FunctionQueue queue : queues) {
            out.append(labelled(name + "_sum", queue))
                    .append(' ')
                    .append(queue.ageAtAttempts().toMillis() / 1000.0)
                    .append('\n');
        }
        each(name + "_count", FunctionQueue::attempts);
    }

    private void each(String name, ToLongFunction<FunctionQueue> value) {
        for (FunctionQueue queue : queues) {
            Metrics.value(out, labelled(name, queue), value.applyAsLong(queue));
        }
    }

    /** Function names hold nothing that needs escaping. */
    private static String labelled(String name, FunctionQueue queue) {
        return name + "{function=\"" + queue.function().name() + "\"}";
    }
}
