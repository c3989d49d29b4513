package dev.hearth.worker.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * posix_spawn(3): the child is born from the calling thread, with that thread's namespaces,
 * credentials and filter, and without a copy of the JVM's memory.
 *
 * <p>Safe: all it is given lives until posix_spawn returns, and by then the child has left our
 * memory.
 */
public final class Spawn {
    /** More than glibc or musl need for their opaque structs, on either architecture. */
    private static final int OPAQUE_BYTES = 512;

    private static final int SET_DEFAULT_SIGNALS = 0x04;
    private static final int SET_SIGNAL_MASK = 0x08;

    private static final FunctionDescriptor OF_POINTER = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor OF_TWO =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT =
            Libc.function("posix_spawn_file_actions_init", OF_POINTER);
    private static final MethodHandle ACTIONS_DESTROY =
            Libc.function("posix_spawn_file_actions_destroy", OF_POINTER);
    private static final MethodHandle ADD_DUP2 =
            Libc.function(
                    "posix_spawn_file_actions_adddup2",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle SPAWN =
            Libc.function(
                    "posix_spawn",
                    FunctionDescriptor.of(
                            JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MemorySegment ATTRIBUTES = attributes();

    private Spawn() {}

    /**
     * Starts a program with no signal blocked or ignored.
     *
     * @param command its path, as the calling thread sees it, and its arguments
     * @param environment {@code NAME=value}
     * @param descriptors what it finds open, from 0 on; it must close whatever else it inherits
     * @return its process id, which stays its own until it is reaped
     */
    public static int start(List<String> command, List<String> environment, List<Fd> descriptors)
            throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(OPAQUE_BYTES, 16);
            MemorySegment pid = arena.allocate(JAVA_INT);
            call(ACTIONS_INIT, actions);
            for (int i = 0; i < descriptors.size(); i++) {
                requireClear(descriptors.get(i), descriptors.size());
                addDup2(actions, descriptors.get(i).number(), i);
            }
            int error =
                    spawn(
                            pid,
                            arena.allocateFrom(command.getFirst()),
                            actions,
                            Libc.strings(arena, command),
                            Libc.strings(arena, environment));
            call(ACTIONS_DESTROY, actions);
            if (error != 0) {
                throw new KernelException("start " + command.getFirst(), error);
            }
            return pid.get(JAVA_INT, 0);
        }
    }

    /** Or one descriptor would be laid over another that is still to be moved. */
    private static void requireClear(Fd descriptor, int lowest) {
        if (descriptor.number() < lowest) {
            throw new IllegalArgumentException(descriptor + " is in the child's range");
        }
    }

    private static MemorySegment attributes() {
        MemorySegment attributes = Arena.global().allocate(OPAQUE_BYTES, 16);
        MemorySegment signals = Arena.global().allocate(128, 16);
        call(Libc.function("posix_spawnattr_init", OF_POINTER), attributes);
        call(Libc.function("posix_spawnattr_setsigmask", OF_TWO), attributes, signals);
        call(Libc.function("sigfillset", OF_POINTER), signals);
        call(Libc.function("posix_spawnattr_setsigdefault", OF_TWO), attributes, signals);
        try {
            MethodHandle setFlags =
                    Libc.function(
                            "posix_spawnattr_setflags",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
            int ignored =
                    (int)
                            setFlags.invokeExact(
                                    Libc.captured(),
                                    attributes,
                                    (short) (SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK));
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        return attributes;
    }

    private static int spawn(
            MemorySegment pid,
            MemorySegment path,
            MemorySegment actions,
            MemorySegment arguments,
            MemorySegment environment) {
        try {
            return (int)
                    SPAWN.invokeExact(
                            Libc.captured(),
                            pid,
                            path,
                            actions,
                            ATTRIBUTES,
                            arguments,
                            environment);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void addDup2(MemorySegment actions, int from, int to) {
        try {
            requireZero((int) ADD_DUP2.invokeExact(Libc.captured(), actions, from, to));
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void call(MethodHandle function, MemorySegment argument) {
        try {
            requireZero((int) function.invokeExact(Libc.captured(), argument));
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void call(MethodHandle function, MemorySegment first, MemorySegment second) {
        try {
            requireZero((int) function.invokeExact(Libc.captured(), first, second));
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void requireZero(int error) {
        if (error != 0) {
            throw new IllegalStateException("posix_spawn set-up: " + Errno.describe(error));
        }
    }
}
