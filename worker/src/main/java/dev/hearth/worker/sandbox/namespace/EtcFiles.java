package dev.hearth.worker.sandbox.namespace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code /etc} of sandboxes: what libraries look up there, and nothing the host confides. */
final class EtcFiles {
    /** Differ by sandbox. */
    static final List<String> OWN = List.of("passwd", "group", "hosts", "resolv.conf");

    private static final List<String> COPIED_FILES =
            List.of(
                    "ld.so.cache",
                    "localtime",
                    "timezone",
                    "os-release",
                    "services",
                    "protocols",
                    "mime.types",
                    "gai.conf",
                    "ssl/openssl.cnf");

    /** Certificates, and where Debian's and Red Hat's Java keep their settings. */
    private static final List<String> BOUND_FOLDERS =
            List.of(
                    "ssl/certs",
                    "pki/tls/certs",
                    "pki/ca-trust/extracted",
                    "pki/java",
                    "alternatives");

    private static final String JAVA_FOLDERS = "java*";

    private static final String NAME_SERVICE =
            """
            passwd: files
            group: files
            hosts: files dns
            networks: files
            protocols: files
            services: files
            """;

    private EtcFiles() {}

    static void write(Path etc) throws IOException {
        Files.writeString(etc.resolve("nsswitch.conf"), NAME_SERVICE);
        for (String name : OWN) {
            Files.createSymbolicLink(etc.resolve(name), Path.of(RootTemplate.OWN, name));
        }
        Path host = Path.of("/etc");
        for (String name : COPIED_FILES) {
            if (Files.isRegularFile(host.resolve(name))) {
                Files.createDirectories(etc.resolve(name).getParent());
                Files.copy(host.resolve(name), etc.resolve(name));
            }
        }
        for (String name : BOUND_FOLDERS) {
            bindIfThere(host.resolve(name), etc.resolve(name));
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(host, JAVA_FOLDERS)) {
            for (Path folder : folders) {
                bindIfThere(folder, etc.resolve(folder.getFileName()));
            }
        }
    }

    private static void bindIfThere(Path onHost, Path inside) throws IOException {
        if (Files.isDirectory(onHost)) {
            RootTemplate.bind(onHost, inside);
        }
    }
}
