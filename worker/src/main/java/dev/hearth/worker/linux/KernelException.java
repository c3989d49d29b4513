package dev.hearth.worker.linux;

import java.io.IOException;

/** The kernel refused a call. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what the call and what it was about
     * @param errno positive
     */
    public KernelException(String what, int errno) {
        super(what + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** Positive, as errno(3) numbers it. */
    public int errno() {
        return errno;
    }

    public boolean is(Errno which) {
        return errno == which.number();
    }

    /** The result of a system call that worked; words are put together only when it did not. */
    static long check(long result, String call, Object about) throws KernelException {
        if (result < 0) {
            throw new KernelException(call + " " + about, (int) -result);
        }
        return result;
    }
}
