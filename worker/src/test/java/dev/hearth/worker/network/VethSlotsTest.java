package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VethSlotsTest {
    private PrivateHost host;
    private VethSlots slots;

    @BeforeEach
    void open() throws Exception {
        host = PrivateHost.open();
        slots = host.inside(() -> VethSlots.open(new NetworkConfig("00000001", 2)));
    }

    @AfterEach
    void close() {
        slots.close();
        host.close();
    }

    @Test
    void aSlotReachesServicesAtTheHostsAddress() throws Exception {
        NetworkSlot slot = slots.take();
        String address = slot.hostAddress().orElseThrow();
        try (Greeter _ = Greeter.at(host.namespace(), address, 7070, 'h')) {
            assertEquals('h', Inside.run(slot, () -> Inside.firstByteFrom(address, 7070)));
        }
    }

    @Test
    void aSlotDoesNotReachTheHostsLoopback() throws Exception {
        NetworkSlot slot = slots.take();
        try (Greeter _ = Greeter.at(host.namespace(), "127.0.0.1", 7070, 'l')) {
            assertEquals('l', host.inside(() -> Inside.firstByteFrom("127.0.0.1", 7070)));
            assertThrows(
                    IOException.class,
                    () -> Inside.run(slot, () -> Inside.firstByteFrom("127.0.0.1", 7070)));
        }
    }
}
