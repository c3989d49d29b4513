package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java<major>[.suffix]}: a JDK or JRE of that version, with AWS's own runtime client. */
final class JavaFamily implements RuntimeFamily {
    private static final Pattern IDENTIFIER = Pattern.compile("java(\\d+)(\\..+)?");

    private final ClientFiles clients;

    JavaFamily(ClientFiles clients) {
        this.clients = clients;
    }

    @Override
    public boolean takes(String identifier) {
        return IDENTIFIER.matcher(identifier).matches();
    }

    @Override
    public LanguageRuntime find(String identifier, RuntimeFallback fallback) {
        Matcher m = IDENTIFIER.matcher(identifier);
        if (!m.matches()) {
            throw new IllegalArgumentException(identifier);
        }
        String major = m.group(1);
        Version wanted = Version.parse(major).orElseThrow();
        Choice choice =
                new Choice(candidates(), JavaFamily::read, each -> each.major() == wanted.major());
        return choice.pick(wanted, fallback)
                .map(interpreter -> new Java(interpreter, clients.folder("java")))
                .orElseThrow(() -> missing(identifier, major, choice));
    }

    private static List<Path> candidates() {
        List<Path> programs = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME"))
                .map(home -> Path.of(home).resolve("bin/java"))
                .filter(Files::isExecutable)
                .ifPresent(programs::add);
        programs.addAll(Probe.programs(List.of("java")));
        programs.addAll(Probe.versions(Path.of("/usr/lib/jvm"), "*", "bin/java"));
        programs.addAll(Probe.versions(Path.of("/opt"), "*{jdk,java}*", "bin/java"));
        programs.addAll(
                Probe.versions(Probe.home().resolve(".sdkman/candidates/java"), "*", "bin/java"));
        programs.add(Path.of(System.getProperty("java.home", "/"), "bin", "java"));
        return programs;
    }

    /** Every JDK says its version in a file: none has to be started to be asked. */
    private static Optional<Interpreter> read(Path link) {
        try {
            Path program = link.toRealPath();
            Path home = Objects.requireNonNull(program.getParent()).resolve("..").normalize();
            // A JDK 8 keeps a JRE of its own inside, and its java may be that one's.
            Path release =
                    Files.exists(home.resolve("release"))
                            ? home.resolve("release")
                            : home.resolve("../release");
            Properties properties = new Properties();
            try (BufferedReader in = Files.newBufferedReader(release)) {
                properties.load(in);
            }
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Version.parse(version.startsWith("1.") ? version.substring(2) : version)
                    .map(parsed -> new Interpreter(program, home, parsed));
        } catch (IOException notAJdk) {
            return Optional.empty();
        }
    }

    private static ApiException missing(String identifier, String major, Choice choice) {
        return new ApiException(
                ErrorCode.INVALID_RUNTIME,
                "The runtime "
                        + identifier
                        + " needs a Java "
                        + major
                        + ", which this host does not have"
                        + choice.instead()
                        + ". Install it (https://adoptium.net, apt install openjdk-"
                        + major
                        + "-jre-headless), or start the server with --runtime-fallback nearest.");
    }

    private record Java(Interpreter interpreter, Path clientFolder) implements LanguageRuntime {
        private static final String MAIN =
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

        /** What AWS gives the heap; the rest is the virtual machine's own. */
        private static final int HEAP_PERCENT = 85;

        private static final String NATIVE_PART =
                "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

        /** The loaders of the C library that the client's native part is linked to. */
        private static final List<Path> GLIBC =
                List.of(
                        Path.of("/lib64/ld-linux-x86-64.so.2"),
                        Path.of("/lib/ld-linux-aarch64.so.1"));

        private static String library() {
            return Architecture.ofHost().equals("arm64")
                    ? ClientFiles.JAVA_NATIVE_ARM
                    : ClientFiles.JAVA_NATIVE_X86;
        }

        @Override
        public String version() {
            return "java:" + interpreter.version().text();
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
            List<String> command = new ArrayList<>();
            command.add(interpreter.program(inside));
            command.add("-Xmx" + function.memoryMb() * HEAP_PERCENT / 100 + "m");
            // Functions are small and short: what starts fast and keeps to one processor.
            command.add("-XX:+UseSerialGC");
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-Xshare:auto");
            command.add("-Djava.io.tmpdir=" + inside.tmp());
            if (GLIBC.stream().anyMatch(Files::exists)) {
                // Else the client unpacks it, at every start, to one place in /tmp for everybody.
                command.add("-D" + NATIVE_PART + "=" + inside.runtime() + "/jni/" + library());
            }
            if (interpreter.version().major() >= 24) {
                command.add("--enable-native-access=ALL-UNNAMED");
            }
            command.add("-cp");
            // The package and its lib folder, and layers, are added by the client itself.
            command.add(inside.runtime() + "/*");
            command.add(MAIN);
            command.add(function.handler());
            return command;
        }

        @Override
        public Map<String, String> variables(Sandbox.Paths inside) {
            return Map.of();
        }
    }
}
