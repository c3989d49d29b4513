package dev.hearth.worker.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.worker.linux.BpfAssembler.Label;
import dev.hearth.worker.linux.BpfAssembler.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps, near and far. */
final class BpfAssemblerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 252, 253, 254, 255, 256, 257, 258, 1000})
    void jumpsReachWhateverTheDistance(int between) {
        Label yes = new Label();
        Label no = new Label();
        BpfAssembler program =
                new BpfAssembler().load(0).jump(Test.EQUAL, 7, yes, no).mark(no).answer(1);
        pad(program, between);
        byte[] near = program.mark(yes).answer(2).assemble();
        assertEquals(2, new BpfMachine(near).run(7, 0));
        assertEquals(1, new BpfMachine(near).run(8, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 250, 252, 253, 254, 255, 256, 1000})
    void bothWaysMayBeFar(int between) {
        Label yes = new Label();
        Label no = new Label();
        BpfAssembler program = new BpfAssembler().load(0).jump(Test.AT_LEAST, 7, yes, no);
        pad(program, between);
        program.mark(no).answer(1);
        pad(program, between);
        byte[] code = program.mark(yes).answer(2).assemble();
        assertEquals(2, new BpfMachine(code).run(7, 0));
        assertEquals(2, new BpfMachine(code).run(-1, 0));
        assertEquals(1, new BpfMachine(code).run(6, 0));
    }

    @org.junit.jupiter.api.Test
    void aJumpBackIsRefused() {
        Label start = new Label();
        BpfAssembler loop = new BpfAssembler().mark(start).load(0).go(start);
        assertThrows(IllegalStateException.class, loop::assemble);
    }

    private static void pad(BpfAssembler program, int lines) {
        for (int i = 0; i < lines; i++) {
            program.answer(99);
        }
    }
}
