package dev.hearth.worker.runtime;

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
final class JavaLanguage implements InterpretedLanguage {
    private static final Pattern IDENTIFIER = Pattern.compile("java(\\d+)(\\..+)?");

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** What AWS gives the heap; the rest is the virtual machine's own. */
    private static final int HEAP_PERCENT = 85;

    private static final String NATIVE_PART =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** The loaders of the C library that the client's native part is linked to. */
    private static final List<Path> GLIBC =
            List.of(Path.of("/lib64/ld-linux-x86-64.so.2"), Path.of("/lib/ld-linux-aarch64.so.1"));

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String title() {
        return "Java";
    }

    @Override
    public Optional<Version> wanted(String identifier) {
        Matcher m = IDENTIFIER.matcher(identifier);
        return m.matches() ? Version.parse(m.group(1)) : Optional.empty();
    }

    @Override
    public String remedy(Version wanted) {
        return "https://adoptium.net, apt install openjdk-%s-jre-headless".formatted(wanted.text());
    }

    @Override
    public List<Path> candidates(Version wanted) {
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
    @Override
    public Optional<Interpreter> ask(Path link) {
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

    @Override
    public List<String> command(Interpreter with, Sandbox.Paths inside, FunctionConfig function) {
        List<String> command = new ArrayList<>();
        command.add(with.program(inside));
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
        if (with.version().major() >= 24) {
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
    public Map<String, String> variables(Interpreter with, Sandbox.Paths inside) {
        return Map.of();
    }

    private static String library() {
        return Architecture.ofHost().equals("arm64")
                ? ClientFiles.JAVA_NATIVE_ARM
                : ClientFiles.JAVA_NATIVE_X86;
    }
}
