package dev.hearth.worker.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Classic BPF as seccomp(2) runs it. Conditional jumps reach 255 instructions at most; where a
 * label lies farther, the jump goes over an unconditional one laid right behind it.
 *
 * <p>All jumps go forward, so {@link #assemble} works from the last instruction to the first and
 * knows every distance when it needs it.
 */
final class BpfAssembler {
    /** A place in the program. */
    static final class Label {
        private int instructionsFromEnd = -1;
    }

    /** How a conditional jump compares the accumulator with its constant, unsigned. */
    enum Test {
        EQUAL(0x15),
        AT_LEAST(0x35),
        ANY_BIT_OF(0x45);

        private final int code;

        Test(int code) {
            this.code = code;
        }
    }

    private sealed interface Line {}

    private record Plain(int code, int constant) implements Line {}

    private record Jump(Test test, int constant, Label then, Label otherwise) implements Line {}

    private record Go(Label to) implements Line {}

    private record Mark(Label label) implements Line {}

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_ALWAYS = 0x05;
    private static final int RETURN = 0x06;

    /** Two less than the format's 255: room for the unconditional jumps of the pair itself. */
    private static final int FARTHEST = 253;

    private static final int MOST_INSTRUCTIONS = 4096;

    private final List<Line> lines = new ArrayList<>();

    BpfAssembler load(int offset) {
        lines.add(new Plain(LOAD_WORD, offset));
        return this;
    }

    BpfAssembler jump(Test test, int constant, Label then, Label otherwise) {
        lines.add(new Jump(test, constant, then, otherwise));
        return this;
    }

    /** Goes to the label when the test holds, on to the next line when not. */
    BpfAssembler jumpIf(Test test, int constant, Label then) {
        Label next = new Label();
        return jump(test, constant, then, next).mark(next);
    }

    BpfAssembler go(Label to) {
        lines.add(new Go(to));
        return this;
    }

    BpfAssembler mark(Label label) {
        lines.add(new Mark(label));
        return this;
    }

    BpfAssembler answer(int value) {
        lines.add(new Plain(RETURN, value));
        return this;
    }

    /** Eight bytes an instruction, in the byte order of this machine. */
    byte[] assemble() {
        List<Long> backwards = new ArrayList<>();
        for (Line line : lines.reversed()) {
            switch (line) {
                case Plain(int code, int constant) -> backwards.add(word(code, 0, 0, constant));
                case Mark(Label label) -> label.instructionsFromEnd = backwards.size();
                case Go(Label to) -> addGo(backwards, to);
                case Jump jump -> addJump(backwards, jump);
            }
        }
        if (backwards.size() > MOST_INSTRUCTIONS) {
            throw new IllegalStateException("filter of " + backwards.size() + " instructions");
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * backwards.size()).order(ByteOrder.nativeOrder());
        backwards.reversed().forEach(bytes::putLong);
        return bytes.array();
    }

    private static void addGo(List<Long> backwards, Label to) {
        backwards.add(word(JUMP_ALWAYS, 0, 0, distance(backwards, to)));
    }

    private static void addJump(List<Long> backwards, Jump jump) {
        boolean farThen = distance(backwards, jump.then()) > FARTHEST;
        boolean farOtherwise = distance(backwards, jump.otherwise()) > FARTHEST;
        int before = backwards.size();
        if (farOtherwise) {
            addGo(backwards, jump.otherwise());
        }
        int afterOtherwise = backwards.size();
        if (farThen) {
            addGo(backwards, jump.then());
        }
        int size = backwards.size();
        int then = farThen ? 0 : distance(backwards, jump.then());
        int otherwise =
                farOtherwise ? size - afterOtherwise : distance(backwards, jump.otherwise());
        if (size - before > 2 || then > 255 || otherwise > 255) {
            throw new IllegalStateException("jump out of reach");
        }
        backwards.add(word(jump.test().code, then, otherwise, jump.constant()));
    }

    private static int distance(List<Long> backwards, Label to) {
        if (to.instructionsFromEnd < 0) {
            throw new IllegalStateException("jump to a label that is not ahead");
        }
        return backwards.size() - to.instructionsFromEnd;
    }

    /** A {@code struct sock_filter}: 16 bits of code, two jump lengths, a constant. */
    private static long word(int code, int then, int otherwise, int constant) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        bytes.putShort((short) code).put((byte) then).put((byte) otherwise).putInt(constant);
        return bytes.getLong(0);
    }
}
