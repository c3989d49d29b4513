package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.Checkup.Finding;
import dev.hearth.app.cli.Checkup.Verdict;
import dev.hearth.app.cli.Terminal.Style;
import dev.hearth.worker.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say what this machine can do, what is missing, and how to get it.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./hearth doctor", "  sudo ./hearth doctor", "  ./hearth doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (json) {
            printJson(findings);
        } else {
            findings.forEach(this::print);
        }
        boolean whole = findings.stream().noneMatch(f -> f.verdict() == Verdict.MISSING);
        return whole ? ExitCodes.OK : ExitCodes.REFUSED;
    }

    private static List<Finding> findings() {
        try {
            Path scratch = Files.createTempDirectory("hearth-doctor");
            try {
                return Checkup.of(scratch);
            } finally {
                Folders.delete(scratch);
            }
        } catch (IOException e) {
            throw new Refusal(
                    "Cannot write to the folder for temporary files: " + e,
                    "Free some space there, or name another with TMPDIR.",
                    e);
        }
    }

    private void print(Finding f) {
        String mark =
                switch (f.verdict()) {
                    case GOOD -> terminal.onOut(Style.GREEN, "ok     ");
                    case LESS -> terminal.onOut(Style.YELLOW, "less   ");
                    case MISSING -> terminal.onOut(Style.RED, "missing");
                };
        terminal.answer("%s  %-14s %s".formatted(mark, f.about(), f.finding()));
        f.advice()
                .lines()
                .forEach(line -> terminal.answer(" ".repeat(25) + terminal.onOut(Style.DIM, line)));
    }

    private void printJson(List<Finding> findings) {
        ArrayNode all = ServerClient.JSON.createArrayNode();
        for (Finding f : findings) {
            all.addObject()
                    .put("about", f.about())
                    .put("verdict", f.verdict().name().toLowerCase(Locale.ROOT))
                    .put("finding", f.finding())
                    .put("advice", f.advice());
        }
        terminal.answer(all.toString());
    }
}
