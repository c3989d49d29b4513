package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code python3.x}: a CPython of that version, wherever the host keeps it. */
final class PythonFamily implements RuntimeFamily {
    private static final String PREFIX = "python";

    /** Shims and virtual environments answer with the real interpreter's program and prefix. */
    private static final String QUESTION =
            "import sys,os;e=getattr(sys,'_base_executable',None) or sys.executable;"
                    + "print(os.path.realpath(e));print(os.path.realpath(sys.base_prefix));"
                    + "print('%d.%d.%d'%sys.version_info[:3])";

    private final ClientFiles clients;

    PythonFamily(ClientFiles clients) {
        this.clients = clients;
    }

    @Override
    public boolean takes(String identifier) {
        return identifier.matches("python\\d+\\.\\d+");
    }

    @Override
    public LanguageRuntime find(String identifier, RuntimeFallback fallback) {
        String version = identifier.substring(PREFIX.length());
        Version wanted = Version.parse(version).orElseThrow();
        Choice choice =
                new Choice(
                        candidates(identifier, version),
                        PythonFamily::ask,
                        each -> each.compareTo(wanted) == 0);
        return choice.pick(wanted, fallback)
                .map(interpreter -> new Python(interpreter, clients.folder("python")))
                .orElseThrow(() -> missing(identifier, version, choice));
    }

    private static List<Path> candidates(String program, String version) {
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

    private static Optional<Interpreter> ask(Path candidate) {
        return Probe.ask(List.of(candidate.toString(), "-I", "-S", "-c", QUESTION))
                .flatMap(PythonFamily::parse);
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

    private static ApiException missing(String identifier, String version, Choice choice) {
        return new ApiException(
                ErrorCode.INVALID_RUNTIME,
                "The runtime "
                        + identifier
                        + " needs a Python "
                        + version
                        + ", which this host does not have"
                        + choice.instead()
                        + ". Install it (apt install python"
                        + version
                        + ", pyenv install "
                        + version
                        + "), or start the server with --runtime-fallback nearest.");
    }

    private record Python(Interpreter interpreter, Path clientFolder) implements LanguageRuntime {
        @Override
        public String version() {
            return "python:" + interpreter.version().text();
        }

        @Override
        public Optional<Path> client() {
            return Optional.of(clientFolder);
        }

        @Override
        public Optional<Path> language() {
            return interpreter.language();
        }

        @Override
        public List<String> command(Sandbox.Paths inside, FunctionConfig function) {
            // -B: the package is read-only, and shared; trying to cache bytecode in it is lost
            // work.
            return List.of(interpreter.program(inside), "-B", inside.runtime() + "/bootstrap.py");
        }

        @Override
        public Map<String, String> variables(Sandbox.Paths inside) {
            return Map.of("PYTHONPATH", inside.runtime());
        }
    }
}
