package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.sandbox.ProcessSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Our end of the socket pair with process 1; {@code init.c} has the other. */
final class InitChannel implements AutoCloseable {
    private static final int READY = 1;
    private static final int STARTED = 2;
    private static final int ENDED = 3;

    /** What fails, by the number {@code init.c} gives it. */
    private static final Map<Integer, String> FAILURES =
            Map.of(
                    4, "mount /proc",
                    5, "take the order",
                    6, "limit open files",
                    7, "give up privileges",
                    8, "filter system calls",
                    9, "join the control groups");

    private static final int FOLDER_FAILED = 10;
    private static final int START_FAILED = 11;
    private static final int MESSAGE_BYTES = 8;
    private static final long NOTHING = 0;
    private static final String TERMINATE = "T";

    private final Fd socket;

    InitChannel(Fd socket) {
        this.socket = socket;
    }

    /** Waits until process 1 has made its part of the sandbox. */
    void awaitReady() throws KernelException {
        expect(READY, "", "");
    }

    /**
     * Has it start the program, and waits until that runs.
     *
     * @throws KernelException when it can't, with the kernel's reason
     */
    void start(ProcessSpec program, int uid, int files) throws KernelException {
        socket.write(InitOrder.bytes(program, uid, files));
        expect(STARTED, program.command().getFirst(), program.workingDirectory());
    }

    private void expect(int wanted, String program, String folder) throws KernelException {
        long message = next();
        int what = what(message);
        if (what == wanted) {
            return;
        }
        int errno = message == NOTHING ? Errno.EPIPE.number() : number(message);
        switch (what) {
            case START_FAILED -> throw new KernelException("start " + program, errno);
            case FOLDER_FAILED -> throw new KernelException("enter " + folder, errno);
            default ->
                    throw new KernelException(
                            FAILURES.getOrDefault(what, "hear from process 1"), errno);
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
