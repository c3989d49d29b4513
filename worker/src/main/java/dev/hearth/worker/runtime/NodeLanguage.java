package dev.hearth.worker.runtime;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code nodejs<major>.x}: a Node.js of that major version. */
final class NodeLanguage implements InterpretedLanguage {
    private static final Pattern IDENTIFIER = Pattern.compile("nodejs(\\d+)\\.x");

    @Override
    public String name() {
        return "nodejs";
    }

    @Override
    public String title() {
        return "Node.js";
    }

    @Override
    public String client() {
        return "node";
    }

    @Override
    public Optional<Version> wanted(String identifier) {
        Matcher m = IDENTIFIER.matcher(identifier);
        return m.matches() ? Version.parse(m.group(1)) : Optional.empty();
    }

    @Override
    public String remedy(Version wanted) {
        return "https://nodejs.org, nvm install " + wanted.text();
    }

    @Override
    public List<Path> candidates(Version wanted) {
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

    @Override
    public Optional<Interpreter> ask(Path candidate) {
        return Probe.ask(
                        List.of(
                                candidate.toString(),
                                "-p",
                                "process.execPath+'\\n'+process.version"))
                .flatMap(NodeLanguage::parse);
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

    /** The heap's limits follow the function's memory, or V8 would go by the host's. */
    @Override
    public List<String> command(Interpreter with, Sandbox.Paths inside, FunctionConfig function) {
        int memory = function.memoryMb();
        return List.of(
                with.program(inside),
                "--max-semi-space-size=" + Math.max(1, memory * 5 / 100),
                "--max-old-space-size=" + memory * 90 / 100,
                inside.runtime() + "/index.js");
    }

    @Override
    public Map<String, String> variables(Interpreter with, Sandbox.Paths inside) {
        String layers = inside.layers() + "/nodejs";
        return Map.of(
                "NODE_PATH",
                String.join(
                        ":",
                        layers + "/node" + with.version().major() + "/node_modules",
                        layers + "/node_modules",
                        inside.runtime() + "/node_modules",
                        inside.runtime(),
                        inside.task()));
    }
}
