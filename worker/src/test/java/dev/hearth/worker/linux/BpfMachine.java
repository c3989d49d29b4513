package dev.hearth.worker.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs classic BPF over one {@code struct seccomp_data}, as the kernel would. */
final class BpfMachine {
    private final ByteBuffer program;

    BpfMachine(byte[] program) {
        this.program = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
    }

    int run(int number, int architecture, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        data.putInt(0, number).putInt(4, architecture);
        for (int i = 0; i < arguments.length; i++) {
            data.putLong(16 + 8 * i, arguments[i]);
        }
        int accumulator = 0;
        int at = 0;
        while (true) {
            int code = program.getShort(8 * at);
            int then = program.get(8 * at + 2) & 0xff;
            int otherwise = program.get(8 * at + 3) & 0xff;
            int constant = program.getInt(8 * at + 4);
            at++;
            switch (code) {
                case 0x20 -> accumulator = data.getInt(constant);
                case 0x05 -> at += constant;
                case 0x15 -> at += accumulator == constant ? then : otherwise;
                case 0x35 ->
                        at +=
                                Integer.compareUnsigned(accumulator, constant) >= 0
                                        ? then
                                        : otherwise;
                case 0x45 -> at += (accumulator & constant) != 0 ? then : otherwise;
                case 0x06 -> {
                    return constant;
                }
                default -> throw new IllegalStateException("instruction " + code);
            }
        }
    }
}
