package dev.hearth.bench.report;

import dev.hearth.bench.Results;
import dev.hearth.bench.Round;
import dev.hearth.bench.cold.ColdResult;
import dev.hearth.bench.load.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured, round by round, with the histograms whole. */
final class JsonReport {
    private JsonReport() {}

    static String of(Results results) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("time", results.time().toString());
        all.put("machine", results.machine());
        all.put("peers", results.peers());
        all.put("rounds", results.rounds().stream().map(JsonReport::round).toList());
        all.put("coldStarts", results.coldStarts().stream().map(JsonReport::cold).toList());
        all.put(
                "footprint",
                Map.of(
                        "startMillis", millis(results.footprint().starts()),
                        "idleBytes", results.footprint().idleBytes(),
                        "environments", results.footprint().environments(),
                        "environmentBytes", results.footprint().environmentBytes()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static Map<String, Object> round(Round round) {
        Outcome outcome = round.outcome();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("peer", round.peer());
        all.put("scenario", round.scenario().title());
        all.put("round", round.number());
        all.put("seconds", outcome.elapsed().toNanos() / 1e9);
        all.put("requests", outcome.requests());
        all.put("errors", outcome.errors());
        all.put("answersPerSecond", outcome.perSecond());
        all.put("p50Micros", outcome.micros(50));
        all.put("p90Micros", outcome.micros(90));
        all.put("p99Micros", outcome.micros(99));
        all.put("p999Micros", outcome.micros(99.9));
        all.put("maxMicros", outcome.micros(100));
        all.put("generatorLateP99Micros", outcome.latenessMicros(99));
        all.put("loadAverage", round.load());
        all.put("stolenPercent", round.stolenPercent());
        all.put("histogramNanos", encoded(outcome.latency()));
        return all;
    }

    private static Map<String, Object> cold(ColdResult cold) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("runtime", cold.runtime());
        all.put("bareMillis", millis(cold.bare()));
        all.put("hearthMillis", millis(cold.hearth()));
        return all;
    }

    private static List<Double> millis(List<Duration> times) {
        return times.stream().map(time -> time.toNanos() / 1e6).toList();
    }

    /** HdrHistogram's own compressed form, in base64. */
    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
