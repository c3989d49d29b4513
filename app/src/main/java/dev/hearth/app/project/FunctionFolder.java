package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A folder with a function in it. */
public final class FunctionFolder {
    private final Path folder;

    private FunctionFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws Refusal when there is no such folder
     */
    public static FunctionFolder at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new Refusal(
                    Files.exists(absolute)
                            ? folder + " is not a folder."
                            : "There is no folder " + folder + ".",
                    "Name the folder with the function in it, such as examples/hello-python.");
        }
        return new FunctionFolder(absolute);
    }

    /**
     * All there is to know to deploy the function: from the flags, else the SAM template, else the
     * files. Builds a Maven project whose jar is missing or old.
     *
     * @param offered the runtimes that the server can run
     * @param say is told of anything that takes its time
     */
    public FunctionSettings settings(
            FunctionSettings flags, List<String> offered, Consumer<String> say) {
        FunctionSettings known =
                SamTemplate.in(folder)
                        .map(template -> flags.or(template.function(flags.name())))
                        .orElse(flags);
        Path code = known.code().orElse(folder);
        if (!Files.exists(code)) {
            throw new Refusal(
                    "The template's CodeUri " + code + " does not exist.",
                    "Build the function, or correct the path.");
        }
        if (Files.isDirectory(code)) {
            MavenBuild.bringUpToDate(code, say);
        }
        FunctionSettings found = fromFiles(code, known, offered);
        FunctionSettings complete = found.codeOnly().or(known).or(found).or(defaults(code));
        refuseMissingModules(code, complete);
        return complete;
    }

    private FunctionSettings fromFiles(Path code, FunctionSettings known, List<String> offered) {
        if (!Files.isDirectory(code)) {
            return FunctionSettings.NONE;
        }
        Optional<FunctionSettings> recognised = new Recognition(code, offered).settings();
        if (recognised.isEmpty() && (known.runtime().isEmpty() || known.handler().isEmpty())) {
            throw new Refusal(
                    folder + " holds no function that Hearth recognises.",
                    "Say what it is: --runtime python3.13 --handler FILE.FUNCTION\n"
                            + "Recognised are: app.py, lambda_function.py or main.py with a handler function;"
                            + " package.json, index.mjs or index.js; pom.xml; bootstrap; template.yaml.");
        }
        return recognised.orElse(FunctionSettings.NONE);
    }

    private FunctionSettings defaults(Path code) {
        return new FunctionSettings(
                Optional.of(nameFromFolder()),
                Optional.empty(),
                Optional.of("bootstrap"),
                Optional.of(code),
                Optional.of(128),
                Optional.of(3),
                Map.of());
    }

    private String nameFromFolder() {
        String name =
                Optional.ofNullable(folder.getFileName())
                        .map(Path::toString)
                        .orElse("")
                        .replaceAll("[^a-zA-Z0-9-_]+", "-");
        return name.isEmpty() ? "function" : name.substring(0, Math.min(name.length(), 64));
    }

    private static void refuseMissingModules(Path code, FunctionSettings settings) {
        boolean node = settings.runtime().orElse("").startsWith("nodejs");
        Path manifest = code.resolve("package.json");
        if (node
                && Files.isRegularFile(manifest)
                && Recognition.read(manifest).contains("\"dependencies\"")
                && !Files.isDirectory(code.resolve("node_modules"))) {
            throw new Refusal(
                    code + " has dependencies that are not installed.",
                    "Install them first: npm --prefix " + code + " install --omit=dev");
        }
    }
}
