package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A function's files as one zip. The same files give the same bytes, so the server can tell that
 * nothing has changed.
 *
 * @param files how many there are
 */
public record Packaging(byte[] zip, int files) {
    /** What AWS takes in a request; larger packages go through S3 there. */
    private static final int MAX_ZIP_BYTES = 50 * 1024 * 1024;

    private static final int EXECUTABLE_FILE = 0100755;
    private static final int PLAIN_FILE = 0100644;
    private static final long SAME_TIME_FOR_ALL = 1_577_836_800_000L;

    private static final Set<String> JUNK_FOLDERS =
            Set.of(
                    ".git",
                    ".hg",
                    ".svn",
                    ".hearth",
                    ".aws-sam",
                    ".idea",
                    ".vscode",
                    "__pycache__",
                    ".pytest_cache",
                    ".mypy_cache",
                    ".venv",
                    ".cache");
    private static final List<Pattern> JUNK_FILES =
            List.of(
                    Pattern.compile("\\.DS_Store|\\.gitignore|\\.gitattributes"),
                    Pattern.compile(".*\\.py[co]"),
                    Pattern.compile(".*~|.*\\.swp"));

    /**
     * Packages a folder, or takes a {@code .jar} or {@code .zip} as it is.
     *
     * @throws Refusal when there is nothing to package, or more than a request can carry
     */
    public static Packaging of(Path code) {
        try {
            Packaging packaging =
                    Files.isDirectory(code)
                            ? zipped(filesUnder(code))
                            : new Packaging(Files.readAllBytes(code), 1);
            if (packaging.zip.length > MAX_ZIP_BYTES) {
                throw new Refusal(
                        "The package of %s is %,d bytes; the limit is %,d."
                                .formatted(code, packaging.zip.length, MAX_ZIP_BYTES),
                        "Leave out what the function does not need when it runs.");
            }
            return packaging;
        } catch (IOException e) {
            throw new Refusal("Cannot package " + code + ": " + e, "Check the folder.", e);
        }
    }

    private static SortedMap<String, Path> filesUnder(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        // Links are followed, as `zip -r` does: node_modules/.bin is made of them.
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        boolean junk =
                                !dir.equals(folder)
                                        && JUNK_FOLDERS.contains(dir.getFileName().toString());
                        return junk ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        String name = file.getFileName().toString();
                        if (a.isRegularFile()
                                && JUNK_FILES.stream().noneMatch(p -> p.matcher(name).matches())) {
                            files.put(folder.relativize(file).toString(), file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        if (files.isEmpty()) {
            throw new Refusal(
                    folder + " has no files to package.",
                    "Name the folder with the function in it.");
        }
        return files;
    }

    private static Packaging zipped(SortedMap<String, Path> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipArchiveEntry(file.getKey());
                entry.setTime(SAME_TIME_FOR_ALL);
                entry.setUnixMode(
                        Files.isExecutable(file.getValue()) ? EXECUTABLE_FILE : PLAIN_FILE);
                zip.putArchiveEntry(entry);
                Files.copy(file.getValue(), zip);
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packaging(bytes.toByteArray(), files.size());
    }
}
