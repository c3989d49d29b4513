package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.sandbox.ProcessSpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The one long message process 1 gets, laid out as {@code init.c} reads it. */
final class InitOrder {
    /** A little less than init's buffer, and than a socket's. */
    private static final int LARGEST_BYTES = 128 * 1024;

    private static final int MOST_STRINGS = 8_000;
    private static final int HEADER_BYTES = 16;

    private InitOrder() {}

    static byte[] bytes(ProcessSpec program, int uid, int files) throws KernelException {
        Map<String, String> environment = program.environment();
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        add(strings, program.workingDirectory());
        program.command().forEach(argument -> add(strings, argument));
        environment.forEach((name, value) -> add(strings, name + "=" + value));
        int count = program.command().size() + environment.size();
        if (strings.size() > LARGEST_BYTES || count > MOST_STRINGS) {
            throw new KernelException("start with this environment", Errno.E2BIG.number());
        }
        return ByteBuffer.allocate(HEADER_BYTES + strings.size())
                .order(ByteOrder.nativeOrder())
                .putInt(uid)
                .putInt(files)
                .putInt(program.command().size())
                .putInt(environment.size())
                .put(strings.toByteArray())
                .array();
    }

    /** The kernel's strings end with a zero, and so cannot hold one. */
    private static void add(ByteArrayOutputStream strings, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero in an argument or variable");
        }
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
    }
}
