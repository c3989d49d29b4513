package dev.hearth.control.code;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.foundation.archive.BadZipException;
import dev.hearth.foundation.archive.ZipPackage;
import dev.hearth.state.blob.Blob;
import dev.hearth.state.blob.BlobStore;
import dev.hearth.state.blob.NoRoomException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Takes zip packages in: only what will unpack is kept. */
public final class CodeIntake {
    /** AWS's quota for direct uploads. */
    public static final int MAX_ZIPPED_BYTES = 52_428_800;

    /** AWS's quota, for everything under {@code /var/task}. */
    public static final long MAX_UNZIPPED_BYTES = 262_144_000;

    /** AWS names none; the biggest packages of small files that fit have about half as many. */
    public static final int MAX_ENTRIES = 100_000;

    private static final String CANNOT_UNZIP =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    /** AWS's quota for all packages of an account in one Region. */
    public static final long MAX_TOTAL_BYTES = 75L * 1024 * 1024 * 1024;

    private final BlobStore blobs;
    private final FunctionIndex index;

    public CodeIntake(BlobStore blobs, FunctionIndex index) {
        this.blobs = blobs;
        this.index = index;
    }

    /**
     * Checks a package and stores it durably. One that no function comes to refer to is removed
     * after a while.
     *
     * @throws ApiException when it is no package AWS would take, or the disk is full
     */
    public CodePackage take(byte[] zip) {
        if (zip.length == 0) {
            throw invalid("Uploaded file must be a non-empty zip", null);
        }
        if (zip.length > MAX_ZIPPED_BYTES) {
            throw new ApiException(
                    ErrorCode.REQUEST_ENTITY_TOO_LARGE,
                    "Zipped size must be smaller than " + MAX_ZIPPED_BYTES + " bytes");
        }
        if (index.codeBytes() + zip.length > MAX_TOTAL_BYTES) {
            throw new ApiException(ErrorCode.CODE_STORAGE_EXCEEDED, "Code storage limit exceeded.");
        }
        try {
            Blob blob =
                    blobs.put(
                            zip,
                            draft -> ZipPackage.inspect(draft, MAX_UNZIPPED_BYTES, MAX_ENTRIES));
            return new CodePackage(blob.id(), blob.size());
        } catch (BadZipException e) {
            throw invalid(words(e), e);
        } catch (NoRoomException e) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The disk is full: the package cannot be stored.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(BadZipException e) {
        return switch (e.fault()) {
            case UNREADABLE -> CANNOT_UNZIP;
            case EMPTY -> "Uploaded file must be a non-empty zip";
            case TOO_LARGE -> "Unzipped size must be smaller than " + MAX_UNZIPPED_BYTES + " bytes";
            case TOO_MANY_ENTRIES, UNSAFE -> CANNOT_UNZIP + " " + e.getMessage();
        };
    }

    private static ApiException invalid(String words, @Nullable Throwable cause) {
        return cause == null
                ? new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, words)
                : new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, words, cause);
    }
}
