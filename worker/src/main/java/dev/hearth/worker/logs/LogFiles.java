package dev.hearth.worker.logs;

import dev.hearth.api.function.FunctionId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where logs lie: a folder for each function, in it numbered files, the newest still growing. */
final class LogFiles {
    /** Bytes of one file, about; and how many of a function are kept. */
    static final long FILE_LIMIT = 8 * 1024 * 1024;

    static final int FILES_KEPT = 8;
    private static final String SUFFIX = ".log";

    private final Path root;

    LogFiles(Path root) {
        this.root = root;
    }

    Path folder(FunctionId function) {
        return root.resolve(function.account()).resolve(function.region()).resolve(function.name());
    }

    static Path file(Path folder, long number) {
        return folder.resolve("%010d%s".formatted(number, SUFFIX));
    }

    /** The numbers of a function's files, oldest first. */
    static List<Long> numbers(Path folder) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return numbers;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                numbers.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            }
        }
        Collections.sort(numbers);
        return numbers;
    }
}
