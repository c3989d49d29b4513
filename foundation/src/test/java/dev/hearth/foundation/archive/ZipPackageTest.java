package dev.hearth.foundation.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.foundation.archive.BadZipException.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ZipPackageTest {
    private static final long MAX_BYTES = 1_000_000;
    private static final int MAX_ENTRIES = 100;

    @TempDir private Path temp;

    @Test
    void unpacksFilesFoldersAndLinksForEveryoneToRead() throws IOException {
        Path folder =
                unpack(
                        new ZipMaker()
                                .file("index.py", "print(1)")
                                .entry("lib/", 040700, new byte[0])
                                .entry("lib/tool", 0100700, "#!/bin/sh".getBytes(UTF_8))
                                .entry("deep/er/private.txt", 0100600, "p".getBytes(UTF_8))
                                .link("lib/link", "../deep/er/private.txt")
                                .make());

        assertEquals("print(1)", Files.readString(folder.resolve("index.py")));
        assertEquals("rw-r--r--", mode(folder.resolve("index.py")));
        assertEquals("rwxr-xr-x", mode(folder.resolve("lib")));
        assertEquals("rwxr-xr-x", mode(folder.resolve("lib/tool")));
        assertEquals("rwxr-xr-x", mode(folder.resolve("deep/er")));
        assertEquals("rw-r--r--", mode(folder.resolve("deep/er/private.txt")));
        assertEquals("p", Files.readString(folder.resolve("lib/link")));
        assertEquals("rwxr-xr-x", mode(folder));
    }

    @Test
    void archivesWithoutModesGetReadableFiles() throws IOException {
        Path folder = unpack(new ZipMaker().entry("a/b.txt", 0, "b".getBytes(UTF_8)).make());

        assertEquals("rw-r--r--", mode(folder.resolve("a/b.txt")));
        assertEquals("rwxr-xr-x", mode(folder.resolve("a")));
    }

    @Test
    void keepsTimes() throws IOException {
        Path folder = unpack(new ZipMaker().file("a.py", "a").make());

        Instant modified = Files.getLastModifiedTime(folder.resolve("a.py")).toInstant();
        assertFalse(modified.isAfter(Instant.now()));
    }

    @Test
    void theLaterOfTwoFilesWithOneNameCounts() throws IOException {
        Path folder = unpack(new ZipMaker().file("a", "first").file("./a", "second").make());

        assertEquals("second", Files.readString(folder.resolve("a")));
    }

    @Test
    void inspectCountsWithoutWriting() throws IOException {
        byte[] zip = new ZipMaker().file("a", "12345").file("b/c", "123").make();

        assertEquals(
                new ZipPackage.Contents(3, 8),
                ZipPackage.inspect(stored(zip), MAX_BYTES, MAX_ENTRIES));
    }

    @Test
    void linksMayLoopOrLeadNowhereInside() throws IOException {
        Path folder = unpack(new ZipMaker().link("a", "b").link("b", "a").link("c", "no").make());

        assertEquals(Path.of("b"), Files.readSymbolicLink(folder.resolve("a")));
    }

    static Stream<Arguments> badArchives() {
        byte[] hello = new ZipMaker().file("hello.txt", "hello hello hello").make();
        return Stream.of(
                Arguments.of("no zip", Fault.UNREADABLE, "I am no zip".getBytes(UTF_8)),
                Arguments.of("no bytes", Fault.UNREADABLE, new byte[0]),
                Arguments.of("cut off", Fault.UNREADABLE, java.util.Arrays.copyOf(hello, 60)),
                Arguments.of("empty", Fault.EMPTY, new ZipMaker().make()),
                bad("parent", new ZipMaker().file("../evil", "x")),
                bad("parent inside", new ZipMaker().file("a/../../evil", "x")),
                bad("absolute", new ZipMaker().file("/etc/evil", "x")),
                bad("drive", new ZipMaker().file("C:/evil", "x")),
                bad("backslashes", new ZipMaker().file("a/..\\..\\evil", "x")),
                bad(
                        "backslashes without modes",
                        new ZipMaker().entry("..\\..\\evil", 0, new byte[1])),
                bad("zero byte", new ZipMaker().file("a\0b", "x")),
                bad("long name", new ZipMaker().file("a".repeat(300), "x")),
                bad("link out", new ZipMaker().link("a", "../outside")),
                bad("absolute link", new ZipMaker().link("a", "/etc/passwd")),
                bad("empty link", new ZipMaker().link("a", "")),
                bad(
                        "link out through a link",
                        new ZipMaker().link("d/up", "..").link("e", "d/up/../outside")),
                bad("written through a link", new ZipMaker().link("a", "b").file("a/x", "x")),
                bad("written through a later link", new ZipMaker().file("a/x", "x").link("a", "b")),
                bad("link swapped for a file", new ZipMaker().link("a", "b").file("a", "x")),
                bad(
                        "folder swapped for a link",
                        new ZipMaker().entry("a/", 040755, new byte[0]).link("a", "b")),
                bad("two links", new ZipMaker().link("a", "b").link("a", "c")),
                bad("file as folder", new ZipMaker().file("a", "x").file("a/b", "x")),
                bad("device", new ZipMaker().entry("dev", 0020666, new byte[0])),
                bad("block device", new ZipMaker().entry("dev", 0060666, new byte[0])),
                bad("pipe", new ZipMaker().entry("pipe", 0010666, new byte[0])),
                bad("socket", new ZipMaker().entry("socket", 0140666, new byte[0])),
                Arguments.of(
                        "encrypted",
                        Fault.UNSAFE,
                        ZipMaker.withDirectoryField(hello, 8, 2, 0x0801)),
                Arguments.of(
                        "unknown method",
                        Fault.UNSAFE,
                        ZipMaker.withDirectoryField(hello, 10, 2, 12)),
                Arguments.of(
                        "wrong checksum",
                        Fault.UNREADABLE,
                        ZipMaker.withDirectoryField(hello, 16, 4, 42)),
                Arguments.of(
                        "understated size",
                        Fault.UNREADABLE,
                        ZipMaker.withDirectoryField(hello, 24, 4, 1)),
                Arguments.of(
                        "shared bytes",
                        Fault.UNREADABLE,
                        ZipMaker.withFirstRecordTwice(
                                new ZipMaker().entry("a", 0, noise(10_000)).make())),
                Arguments.of(
                        "bomb",
                        Fault.TOO_LARGE,
                        new ZipMaker()
                                .entry("zeros", 0, new byte[(int) MAX_BYTES])
                                .file("one", "1")
                                .make()),
                Arguments.of(
                        "bomb that understates itself",
                        Fault.TOO_LARGE,
                        ZipMaker.withDirectoryField(
                                new ZipMaker()
                                        .entry("zeros", 0, new byte[(int) MAX_BYTES + 1])
                                        .make(),
                                24,
                                4,
                                1)),
                Arguments.of("many entries", Fault.TOO_MANY_ENTRIES, manyFiles(MAX_ENTRIES + 1)),
                Arguments.of("very many entries", Fault.TOO_MANY_ENTRIES, manyFiles(120_000)),
                Arguments.of(
                        "many folders",
                        Fault.TOO_MANY_ENTRIES,
                        new ZipMaker().file("a/".repeat(MAX_ENTRIES) + "b", "x").make()));
    }

    private static Arguments bad(String what, ZipMaker zip) {
        return Arguments.of(what, Fault.UNSAFE, zip.make());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArchives")
    void refuses(String what, Fault fault, byte[] zip) throws IOException {
        Path file = stored(zip);
        Path folder = temp.resolve("box/unpacked");

        BadZipException inspected =
                assertThrows(
                        BadZipException.class,
                        () -> ZipPackage.inspect(file, MAX_BYTES, MAX_ENTRIES));
        BadZipException unpacked =
                assertThrows(
                        BadZipException.class,
                        () -> ZipPackage.unpack(file, folder, MAX_BYTES, MAX_ENTRIES));

        assertEquals(fault, inspected.fault(), inspected.getMessage());
        assertEquals(inspected.getMessage(), unpacked.getMessage());
        assertFalse(Files.exists(folder, LinkOption.NOFOLLOW_LINKS), "left behind");
        assertFalse(Files.exists(temp.resolve("evil")), "written outside");
    }

    @Test
    void doesNotUnpackOverOtherFiles() throws IOException {
        Path file = stored(new ZipMaker().file("a", "new").make());
        Path folder = Files.createDirectory(temp.resolve("taken"));
        Files.writeString(folder.resolve("a"), "old");

        assertThrows(
                DirectoryNotEmptyException.class,
                () -> ZipPackage.unpack(file, folder, MAX_BYTES, MAX_ENTRIES));

        assertEquals("old", Files.readString(folder.resolve("a")));
    }

    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    private Path unpack(byte[] zip) throws IOException {
        Path folder = temp.resolve("unpacked");
        ZipPackage.unpack(stored(zip), folder, MAX_BYTES, MAX_ENTRIES);
        return folder;
    }

    private Path stored(byte[] zip) throws IOException {
        return Files.write(temp.resolve("package.zip"), zip);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] manyFiles(int count) {
        ZipMaker zip = new ZipMaker();
        for (int i = 0; i < count; i++) {
            zip.file("f" + i, "");
        }
        return zip.make();
    }
}
