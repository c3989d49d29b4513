package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LoopbackSlotsTest {
    @Test
    void everySlotListensAtTheSamePlaces() throws Exception {
        try (LoopbackSlots slots = new LoopbackSlots(1).start();
                NetworkSlot one = slots.take();
                NetworkSlot other = slots.take()) {
            for (NetworkSlot slot : new NetworkSlot[] {one, other}) {
                assertEquals(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9001),
                        slot.runtimeApi().getLocalAddress());
                assertEquals(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 4566),
                        slot.hearthApi().getLocalAddress());
                assertTrue(slot.hostAddress().isEmpty());
                assertTrue(slot.resolvConf().isEmpty());
            }
        }
    }
}
