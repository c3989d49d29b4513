package dev.hearth.worker.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An open file descriptor, closed once: a second close could hit a stranger's file of the same
 * number.
 *
 * <p>Safe: buffers handed to the kernel outlive the call, and their lengths are passed with them.
 */
public final class Fd implements AutoCloseable {
    public static final int READ = 0;
    public static final int WRITE = 1;
    public static final int READ_WRITE = 2;
    public static final int CREATE = 0100;
    public static final int CLOSE_ON_EXEC = 02000000;
    public static final int NON_BLOCKING = 04000;
    public static final int DIRECTORY = Syscalls.AARCH64 ? 040000 : 0200000;

    /** The calling thread's current folder, or the root of absolute paths. */
    static final int HERE = -100;

    private static final int SHORT_FILE_BYTES = 512;

    private static final long OPENAT = Syscalls.number("openat");
    private static final long CLOSE = Syscalls.number("close");
    private static final long READ_CALL = Syscalls.number("read");
    private static final long WRITE_CALL = Syscalls.number("write");
    private static final long PREAD = Syscalls.number("pread64");
    private static final long PWRITE = Syscalls.number("pwrite64");
    private static final long FCNTL = Syscalls.number("fcntl");
    private static final long IOCTL = Syscalls.number("ioctl");
    private static final int SET_FLAGS = 4;
    private static final int DUPLICATE_ABOVE = 1030;
    private static final int COUNT_READABLE = 0x541b;

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Fd(long number) {
        this.number = (int) number;
    }

    /** A descriptor that a system call has just made, from now on closed with this. */
    public static Fd owning(long number) {
        return new Fd(number);
    }

    /** Opens a path; always close-on-exec. */
    public static Fd open(String path, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            long mode = 0644;
            long result =
                    Libc.syscall(OPENAT, HERE, name.address(), flags | CLOSE_ON_EXEC, mode, 0, 0);
            return new Fd(KernelException.check(result, "open", path));
        }
    }

    public int number() {
        return number;
    }

    /**
     * Reads once and hands over what came; the buffer is good during the call only.
     *
     * @return how many bytes; 0 at the end; {@code -EAGAIN} where there is nothing yet
     */
    public int read(int most, Consumer<ByteBuffer> to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(most);
            long result;
            do {
                result = Libc.syscall(READ_CALL, number, into.address(), most, 0, 0, 0);
            } while (result == -Errno.EINTR.number());
            if (result > 0) {
                to.accept(into.asSlice(0, result).asByteBuffer());
            }
            return (int) result;
        }
    }

    /** Writes the whole of a short text in one call, as control files want it. */
    public void write(String text) throws KernelException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes all of it in one call: a control file's text, or a socket's message. */
    public void write(byte[] bytes) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long from = arena.allocateFrom(JAVA_BYTE, bytes).address();
            KernelException.check(writeAt(WRITE_CALL, from, bytes.length), "write", this);
        }
    }

    /** A memory group's limit answers EINTR when a signal comes while it makes room. */
    private long writeAt(long call, long from, int length) {
        long result;
        do {
            result = Libc.syscall(call, number, from, length, 0, 0, 0);
        } while (result == -Errno.EINTR.number());
        return result;
    }

    /** Writes a short text at the start of a control file that stays open. */
    public void rewrite(String text) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            MemorySegment from = arena.allocateFrom(JAVA_BYTE, bytes);
            long result = writeAt(PWRITE, from.address(), bytes.length);
            KernelException.check(result, "write", text);
        }
    }

    /** Reads a short control file that stays open, from its start, without its last newline. */
    public String reread() throws KernelException {
        return reread(SHORT_FILE_BYTES);
    }

    /** Reads a control file of at most so many bytes from its start. */
    String reread(int most) throws KernelException {
        if (closed.get()) {
            throw new KernelException("read of a closed file", Errno.EBADF.number());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(most);
            long result = Libc.syscall(PREAD, number, into.address(), most, 0, 0, 0);
            long length = KernelException.check(result, "pread", this);
            byte[] bytes = into.asSlice(0, length).toArray(JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
        }
    }

    /** A second descriptor of the same file, numbered so that {@link Spawn} takes it. */
    public Fd forChild() throws KernelException {
        long result =
                Libc.syscall(FCNTL, number, DUPLICATE_ABOVE, Pipes.LOWEST_HANDED_DOWN, 0, 0, 0);
        return new Fd(KernelException.check(result, "fcntl", this));
    }

    /** From now on a read with nothing to read answers EAGAIN. */
    void neverWait() throws KernelException {
        long result = Libc.syscall(FCNTL, number, SET_FLAGS, NON_BLOCKING, 0, 0, 0);
        KernelException.check(result, "fcntl", this);
    }

    /** How many bytes a read would find now. */
    public int available() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            long result = Libc.syscall(IOCTL, number, COUNT_READABLE, count.address(), 0, 0, 0);
            KernelException.check(result, "ioctl", this);
            return count.get(JAVA_INT, 0);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // Whatever close(2) answers, the number is free afterwards.
            Libc.syscall(CLOSE, number, 0, 0, 0, 0, 0);
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
