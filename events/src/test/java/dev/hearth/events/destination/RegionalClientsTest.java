package dev.hearth.events.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class RegionalClientsTest {
    private final List<String> made = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final RegionalClients<SdkAutoCloseable> clients = new RegionalClients<>(this::make);

    private SdkAutoCloseable make(String region) {
        made.add(region);
        return () -> closed.add(region);
    }

    @Test
    void eachRegionHasOneAndAllAreClosed() {
        assertSame(clients.in("eu-west-1"), clients.in("eu-west-1"));
        clients.in("us-east-1");
        clients.close();

        assertEquals(List.of("eu-west-1", "us-east-1"), made);
        assertEquals(made, closed.stream().sorted().toList());
    }

    @Test
    void theyAreBoundedAndThoseThereAreStayOfUse() {
        for (int i = 0; i < RegionalClients.MAX_REGIONS; i++) {
            clients.in("region-" + i);
        }
        assertThrows(IllegalArgumentException.class, () -> clients.in("one-more"));
        clients.in("region-7");

        assertEquals(RegionalClients.MAX_REGIONS, made.size());
    }
}
