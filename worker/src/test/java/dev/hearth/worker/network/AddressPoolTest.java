package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AddressPoolTest {
    private final AddressPool pool = new AddressPool(3);

    @Test
    void aNumberComesBackOnlyAfterAllOthers() throws Exception {
        assertEquals(0, pool.take());
        pool.giveBack(0);
        assertEquals(1, pool.take());
        assertEquals(2, pool.take());
        assertEquals(0, pool.take());
    }

    @Test
    void aTakenNumberIsPassedOver() throws Exception {
        pool.take();
        pool.take();
        pool.take();
        pool.giveBack(1);
        assertEquals(1, pool.take());
    }

    @Test
    void noneLeftIsAnErrorUntilOneIsGivenBack() throws Exception {
        pool.take();
        pool.take();
        pool.take();
        assertThrows(IOException.class, pool::take);
        pool.giveBack(2);
        assertEquals(2, pool.take());
    }
}
