package dev.hearth.worker.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread that watches the descriptors of all sandboxes, by epoll(7), and calls their
 * handlers. Handlers must not block.
 *
 * <p>Safe: the event buffers live in an arena of the thread that uses them, or outlive the call.
 */
public final class Poller implements AutoCloseable {
    /** Called on the poller's thread, again and again while there is something to read. */
    @FunctionalInterface
    public interface Handler {
        void ready();
    }

    /** A watched descriptor. */
    public final class Watch implements AutoCloseable {
        private final long key;
        private final Fd fd;

        private Watch(long key, Fd fd) {
            this.key = key;
            this.fd = fd;
        }

        /** To be called before the descriptor is closed; a call under way may still end. */
        @Override
        public void close() {
            if (handlers.remove(key) != null) {
                Libc.syscall(EPOLL_CTL, epoll.number(), REMOVE, fd.number(), 0, 0, 0);
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private static final long EPOLL_CREATE = Syscalls.number("epoll_create1");
    private static final long EPOLL_CTL = Syscalls.number("epoll_ctl");
    private static final long EPOLL_WAIT = Syscalls.number("epoll_pwait");
    private static final long EVENTFD = Syscalls.number("eventfd2");
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int READABLE = 1;
    private static final int EVENTS_AT_ONCE = 64;
    private static final long STOP = 0;

    /** {@code struct epoll_event} is packed on x86_64 alone. */
    private static final int EVENT_BYTES = Syscalls.AARCH64 ? 16 : 12;

    private static final int DATA_OFFSET = Syscalls.AARCH64 ? 8 : 4;

    private final Fd epoll;
    private final Fd wake;
    private final Map<Long, Handler> handlers = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong(STOP);
    private final Thread thread;

    private Poller(Fd epoll, Fd wake) {
        this.epoll = epoll;
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name("hearth-poller").unstarted(this::run);
    }

    public static Poller start() throws KernelException {
        long epoll = Libc.syscall(EPOLL_CREATE, Fd.CLOSE_ON_EXEC, 0, 0, 0, 0, 0);
        Fd epollFd = new Fd(KernelException.check(epoll, "epoll_create1", ""));
        long wake = Libc.syscall(EVENTFD, 0, Fd.CLOSE_ON_EXEC, 0, 0, 0, 0);
        Poller poller = new Poller(epollFd, new Fd(KernelException.check(wake, "eventfd2", "")));
        poller.control(ADD, poller.wake, STOP);
        poller.thread.start();
        return poller;
    }

    public Watch watch(Fd fd, Handler handler) throws KernelException {
        long key = keys.incrementAndGet();
        handlers.put(key, handler);
        try {
            control(ADD, fd, key);
        } catch (KernelException e) {
            handlers.remove(key);
            throw e;
        }
        return new Watch(key, fd);
    }

    public Watch watch(PidFd child, Handler handler) throws KernelException {
        return watch(child.fd(), handler);
    }

    private void control(int operation, Fd fd, long key) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_BYTES, 8);
            event.set(JAVA_INT, 0, READABLE);
            event.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, key);
            long result =
                    Libc.syscall(
                            EPOLL_CTL,
                            epoll.number(),
                            operation,
                            fd.number(),
                            event.address(),
                            0,
                            0);
            KernelException.check(result, "epoll_ctl", fd);
        }
    }

    private void run() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) EVENT_BYTES * EVENTS_AT_ONCE, 8);
            boolean stopped = false;
            while (!stopped) {
                long ready =
                        Libc.syscall(
                                EPOLL_WAIT,
                                epoll.number(),
                                events.address(),
                                EVENTS_AT_ONCE,
                                -1,
                                0,
                                0);
                for (int i = 0; i < ready; i++) {
                    long at = (long) i * EVENT_BYTES + DATA_OFFSET;
                    stopped |= dispatch(events.get(JAVA_LONG_UNALIGNED, at));
                }
            }
        } finally {
            epoll.close();
            wake.close();
        }
    }

    private boolean dispatch(long key) {
        if (key == STOP) {
            return true;
        }
        Handler handler = handlers.get(key);
        if (handler != null) {
            try {
                handler.ready();
            } catch (RuntimeException e) {
                // One sandbox's trouble must not silence all others.
                LOG.error("A sandbox's output or end could not be handled", e);
            }
        }
        return false;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocateFrom(JAVA_LONG_UNALIGNED, 1L);
            Libc.syscall(Syscalls.number("write"), wake.number(), one.address(), 8, 0, 0, 0);
        }
        joinUninterrupted();
    }

    private void joinUninterrupted() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
