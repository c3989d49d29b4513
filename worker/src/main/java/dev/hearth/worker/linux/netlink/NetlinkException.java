package dev.hearth.worker.linux.netlink;

import dev.hearth.worker.linux.Errno;
import java.io.IOException;

/** The kernel refused a request: what was asked, what it said, and its error number. */
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    NetlinkException(String what, int errno, String text) {
        super("cannot " + what + ": " + text);
        this.errno = errno;
    }

    public boolean is(Errno which) {
        return errno == which.number();
    }

    /** Whether the thing asked for does not exist. */
    public boolean isAbsent() {
        return is(Errno.ENOENT) || is(Errno.ENODEV);
    }

    /** Whether the kernel knows no such thing. */
    public boolean isUnsupported() {
        return is(Errno.EINVAL) || is(Errno.EOPNOTSUPP);
    }
}
