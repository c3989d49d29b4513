package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code nodejs<major>.x}: a Node.js of that major version. */
final class NodeFamily implements RuntimeFamily {
    private static final String PREFIX = "nodejs";
    private static final String SUFFIX = ".x";

    private final ClientFiles clients;

    NodeFamily(ClientFiles clients) {
        this.clients = clients;
    }

    @Override
    public boolean takes(String identifier) {
        return identifier.matches("nodejs\\d+\\.x");
    }

    @Override
    public LanguageRuntime find(String identifier, RuntimeFallback fallback) {
        String major = identifier.substring(PREFIX.length(), identifier.length() - SUFFIX.length());
        Version wanted = Version.parse(major).orElseThrow();
        Choice choice =
                new Choice(candidates(), NodeFamily::ask, each -> each.major() == wanted.major());
        return choice.pick(wanted, fallback)
                .map(interpreter -> new Node(interpreter, clients.folder("node")))
                .orElseThrow(() -> missing(identifier, major, choice));
    }

    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>(Probe.programs(List.of("node", "nodejs")));
        Path home = Probe.home();
        candidates.addAll(Probe.versions(home.resolve(".nvm/versions/node"), "v*", "bin/node"));
        candidates.addAll(
                Probe.versions(
                        home.resolve(".local/share/fnm/node-versions"),
                        "v*",
                        "installation/bin/node"));
        candidates.addAll(Probe.versions(Path.of("/opt"), "node*", "bin/node"));
        return candidates;
    }

    private static Optional<Interpreter> ask(Path candidate) {
        return Probe.ask(
                        List.of(
                                candidate.toString(),
                                "-p",
                                "process.execPath+'\\n'+process.version"))
                .flatMap(NodeFamily::parse);
    }

    private static Optional<Interpreter> parse(String answer) {
        List<String> lines = answer.lines().toList();
        if (lines.size() != 2) {
            return Optional.empty();
        }
        try {
            Path program = Path.of(lines.get(0)).toRealPath();
            Path prefix = program.resolve("../..").normalize();
            return Version.parse(lines.get(1))
                    .map(version -> new Interpreter(program, prefix, version));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static ApiException missing(String identifier, String major, Choice choice) {
        return new ApiException(
                ErrorCode.INVALID_RUNTIME,
                "The runtime "
                        + identifier
                        + " needs a Node.js "
                        + major
                        + ", which this host does not have"
                        + choice.instead()
                        + ". Install it (https://nodejs.org, nvm install "
                        + major
                        + "), or start the server with --runtime-fallback nearest.");
    }

    private record Node(Interpreter interpreter, Path clientFolder) implements LanguageRuntime {
        @Override
        public String version() {
            return "nodejs:" + interpreter.version().text();
        }

        @Override
        public Optional<Path> client() {
            return Optional.of(clientFolder);
        }

        @Override
        public Optional<Path> language() {
            return interpreter.language();
        }

        /** The heap's limits follow the function's memory, or V8 would go by the host's. */
        @Override
        public List<String> command(Sandbox.Paths inside, FunctionConfig function) {
            int memory = function.memoryMb();
            return List.of(
                    interpreter.program(inside),
                    "--max-semi-space-size=" + Math.max(1, memory * 5 / 100),
                    "--max-old-space-size=" + memory * 90 / 100,
                    inside.runtime() + "/index.js");
        }

        @Override
        public Map<String, String> variables(Sandbox.Paths inside) {
            String layers = inside.layers() + "/nodejs";
            return Map.of(
                    "NODE_PATH",
                    String.join(
                            ":",
                            layers + "/node" + interpreter.version().major() + "/node_modules",
                            layers + "/node_modules",
                            inside.runtime() + "/node_modules",
                            inside.runtime(),
                            inside.task()));
        }
    }
}
