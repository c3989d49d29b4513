package dev.hearth.worker.runtime;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code python3.x}: a CPython of that version, wherever the host keeps it. */
final class PythonLanguage implements InterpretedLanguage {
    private static final String PREFIX = "python";

    /** Shims and virtual environments answer with the real interpreter's program and prefix. */
    private static final String QUESTION =
            "import sys,os;e=getattr(sys,'_base_executable',None) or sys.executable;"
                    + "print(os.path.realpath(e));print(os.path.realpath(sys.base_prefix));"
                    + "print('%d.%d.%d'%sys.version_info[:3])";

    @Override
    public String name() {
        return "python";
    }

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public Optional<Version> wanted(String identifier) {
        return identifier.matches("python\\d+\\.\\d+")
                ? Version.parse(identifier.substring(PREFIX.length()))
                : Optional.empty();
    }

    @Override
    public boolean fits(Version found, Version wanted) {
        return found.compareTo(wanted) == 0;
    }

    @Override
    public String remedy(Version wanted) {
        return "apt install python%1$s, pyenv install %1$s".formatted(wanted.text());
    }

    @Override
    public List<Path> candidates(Version wanted) {
        String version = wanted.text();
        String program = PREFIX + version;
        List<Path> candidates = new ArrayList<>();
        // The distribution's own first: sandboxes see it without another mount.
        candidates.add(Path.of("/usr/bin").resolve(program));
        candidates.addAll(Probe.programs(List.of(program, "python3")));
        Path home = Probe.home();
        for (String glob : List.of(version + "*", "3*")) {
            candidates.addAll(Probe.versions(home.resolve(".pyenv/versions"), glob, "bin/python3"));
            candidates.addAll(
                    Probe.versions(
                            home.resolve(".local/share/uv/python"),
                            "cpython-" + glob,
                            "bin/python3"));
            candidates.addAll(Probe.versions(Path.of("/opt"), PREFIX + glob, "bin/python3"));
        }
        return candidates;
    }

    @Override
    public Optional<Interpreter> ask(Path candidate) {
        return Probe.ask(List.of(candidate.toString(), "-I", "-S", "-c", QUESTION))
                .flatMap(PythonLanguage::parse);
    }

    private static Optional<Interpreter> parse(String answer) {
        List<String> lines = answer.lines().toList();
        if (lines.size() != 3) {
            return Optional.empty();
        }
        return Version.parse(lines.get(2))
                .map(version ->
                        new Interpreter(Path.of(lines.get(0)), Path.of(lines.get(1)), version))
                .filter(each -> Files.isExecutable(each.program()));
    }

    @Override
    public List<String> command(Interpreter with, Sandbox.Paths inside, FunctionConfig function) {
        // -B: the package is read-only, and shared; trying to cache bytecode in it is lost work.
        return List.of(with.program(inside), "-B", inside.runtime() + "/bootstrap.py");
    }

    @Override
    public Map<String, String> variables(Interpreter with, Sandbox.Paths inside) {
        return Map.of("PYTHONPATH", inside.runtime());
    }
}
