package dev.hearth.bench.report;

import dev.hearth.bench.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes all forms of a run's results to {@code bench/results}. */
public final class Reports {
    private Reports() {}

    public static List<Path> write(Results results) throws IOException {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("md", MarkdownReport.of(results));
        forms.put("svg", Plot.of(results));
        forms.put("json", JsonReport.of(results));
        Path folder = Files.createDirectories(results.options().root().resolve("bench/results"));
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> form : forms.entrySet()) {
            Path path = folder.resolve(results.options().name() + "." + form.getKey());
            written.add(Files.writeString(path, form.getValue()));
        }
        return written;
    }
}
