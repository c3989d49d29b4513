package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Our end of the socket pair with process 1; {@code init.c} has the other. */
final class InitChannel implements AutoCloseable {
    private static final int STARTED = 1;
    private static final int JOIN_FAILED = 2;
    private static final int EXEC_FAILED = 3;
    private static final int ENDED = 4;
    private static final int LIMIT_FAILED = 5;
    private static final int MESSAGE_BYTES = 8;
    private static final long NOTHING = 0;
    private static final String TERMINATE = "T";

    private final Fd socket;

    InitChannel(Fd socket) {
        this.socket = socket;
    }

    /**
     * Waits until the program runs.
     *
     * @throws KernelException when it can't, with the kernel's reason
     */
    void awaitStart(String program) throws KernelException {
        long message = next();
        int number = number(message);
        switch (what(message)) {
            case STARTED -> {}
            case JOIN_FAILED -> throw new KernelException("join the control group", number);
            case LIMIT_FAILED -> throw new KernelException("limit open files", number);
            case EXEC_FAILED -> throw new KernelException("start " + program, number);
            default -> throw new KernelException("start " + program, Errno.EPIPE.number());
        }
    }

    /** The program's wait status, once process 1 is gone; empty when it could not tell any more. */
    OptionalInt lastStatus() {
        long message = next();
        return what(message) == ENDED ? OptionalInt.of(number(message)) : OptionalInt.empty();
    }

    /** Asks process 1 to send its program SIGTERM; one that is gone needs none. */
    void terminate() {
        try {
            socket.write(TERMINATE);
        } catch (KernelException e) {
            if (!e.is(Errno.EPIPE) && !e.is(Errno.ECONNRESET)) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Two ints in one word; {@link #NOTHING} when the other end is closed. */
    private long next() {
        AtomicLong message = new AtomicLong(NOTHING);
        socket.read(MESSAGE_BYTES, bytes -> message.set(word(bytes)));
        return message.get();
    }

    private static long word(ByteBuffer bytes) {
        return bytes.remaining() == MESSAGE_BYTES
                ? bytes.order(ByteOrder.LITTLE_ENDIAN).getLong()
                : NOTHING;
    }

    private static int what(long message) {
        return (int) message;
    }

    private static int number(long message) {
        return (int) (message >>> 32);
    }

    @Override
    public void close() {
        socket.close();
    }
}
