package dev.hearth.frontend.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.events.EventQueues;
import dev.hearth.frontend.invoke.InvokeCounters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** {@code /_hearth/metrics}, in Prometheus' text format 0.0.4. */
public final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final InvokeCounters invokes;
    private final Assignment assignment;
    private final EventQueues queues;

    public Metrics(InvokeCounters invokes, Assignment assignment, EventQueues queues) {
        this.invokes = invokes;
        this.assignment = assignment;
        this.queues = queues;
    }

    byte[] text() {
        StringBuilder out = new StringBuilder();
        counter(out, "hearth_invokes_total", "Invokes that asked for an environment.");
        value(out, "hearth_invokes_total", invokes.begun());
        counter(out, "hearth_invoke_errors_total", "Invokes that failed, by whose fault.");
        value(out, "hearth_invoke_errors_total{kind=\"function\"}", invokes.functionErrors());
        value(out, "hearth_invoke_errors_total{kind=\"throttled\"}", invokes.throttled());
        value(out, "hearth_invoke_errors_total{kind=\"refused\"}", invokes.refused());
        counter(
                out,
                "hearth_recursive_invocations_dropped_total",
                "Invokes not run because their function had come back to itself too often.");
        value(out, "hearth_recursive_invocations_dropped_total", invokes.recursive());
        gauge(out, "hearth_invokes_in_flight", "Invokes without an answer yet.");
        value(out, "hearth_invokes_in_flight", invokes.inFlight());
        gauge(out, "hearth_environments", "Execution environments, by phase.");
        environments()
                .forEach((phase, count) ->
                        value(
                                out,
                                "hearth_environments{phase=\"%s\"}"
                                        .formatted(phase.name().toLowerCase(Locale.ROOT)),
                                count));
        EventMetrics.write(out, queues.look());
        return out.toString().getBytes(UTF_8);
    }

    private Map<EnvironmentPhase, Integer> environments() {
        Map<EnvironmentPhase, Integer> counts = new EnumMap<>(EnvironmentPhase.class);
        for (EnvironmentPhase phase : EnvironmentPhase.values()) {
            counts.put(phase, 0);
        }
        for (EnvironmentView environment : assignment.environments()) {
            counts.merge(environment.phase(), 1, Integer::sum);
        }
        return counts;
    }

    static void counter(StringBuilder out, String name, String help) {
        describe(out, name, help, "counter");
    }

    static void gauge(StringBuilder out, String name, String help) {
        describe(out, name, help, "gauge");
    }

    static void describe(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    static void value(StringBuilder out, String name, long value) {
        out.append(name).append(' ').append(value).append('\n');
    }
}
