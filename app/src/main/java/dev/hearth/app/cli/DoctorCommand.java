package dev.hearth.app.cli;

import dev.hearth.app.cli.Checkup.Finding;
import dev.hearth.app.cli.Checkup.Verdict;
import dev.hearth.app.cli.Terminal.Style;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        List<Finding> findings =
                Stream.concat(Checkup.machine().stream(), RuntimeCheckup.runtimes().stream())
                        .toList();
        if (json) {
            printJson(findings);
        } else {
            findings.forEach(this::print);
        }
        boolean whole = findings.stream().noneMatch(f -> f.verdict() == Verdict.MISSING);
        return whole ? ExitCodes.OK : ExitCodes.REFUSED;
    }

    private void print(Finding f) {
        String mark =
                switch (f.verdict()) {
                    case GOOD -> terminal.onOut(Style.GREEN, "ok     ");
                    case LESS -> terminal.onOut(Style.YELLOW, "less   ");
                    case MISSING -> terminal.onOut(Style.RED, "missing");
                };
        terminal.answer("%s  %-14s %s".formatted(mark, f.about(), f.finding()));
        if (!f.advice().isEmpty()) {
            terminal.answer(" ".repeat(25) + terminal.onOut(Style.DIM, f.advice()));
        }
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
