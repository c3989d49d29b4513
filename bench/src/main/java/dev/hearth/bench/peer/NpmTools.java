package dev.hearth.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The peers that come from npm, installed once into the scratch folder, in pinned versions. */
public final class NpmTools {
    static final String SERVERLESS = "serverless@3.40.0";
    static final String SERVERLESS_OFFLINE = "serverless-offline@13.9.0";
    static final String LAMBDA_LOCAL = "lambda-local@2.2.0";

    private NpmTools() {}

    /** The folder whose {@code node_modules} has them. Takes minutes the first time. */
    static Path install(Scratch scratch) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(scratch.folder().resolve("npm"));
        List<String> packages = List.of(SERVERLESS, SERVERLESS_OFFLINE, LAMBDA_LOCAL);
        Path done = folder.resolve("installed");
        String wanted = String.join("\n", packages);
        if (Files.exists(done) && Files.readString(done).equals(wanted)) {
            return folder;
        }
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-fund", "--no-audit"));
        command.addAll(packages);
        Path log = scratch.log("npm");
        ProcessBuilder npm = new ProcessBuilder(command).directory(folder.toFile());
        int status = npm.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (status != 0) {
            throw new IOException("npm install failed: " + Files.readString(log));
        }
        Files.writeString(done, wanted);
        return folder;
    }
}
