package dev.hearth.worker.linux.netlink;

import java.io.IOException;

/** The kernel refused a request: what was asked, what it said, and its error number. */
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int NO_SUCH_ENTRY = 2;
    private static final int NO_SUCH_DEVICE = 19;
    private static final int INVALID = 22;
    private static final int NOT_SUPPORTED = 95;

    private final int errno;

    NetlinkException(String what, int errno, String text) {
        super("cannot " + what + ": " + text);
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** Whether the thing asked for does not exist. */
    public boolean isAbsent() {
        return errno == NO_SUCH_ENTRY || errno == NO_SUCH_DEVICE;
    }

    /** Whether the kernel knows no such thing. */
    public boolean isUnsupported() {
        return errno == INVALID || errno == NOT_SUPPORTED;
    }
}
