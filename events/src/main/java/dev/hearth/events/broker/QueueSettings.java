package dev.hearth.events.broker;

import java.util.Map;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody else's broker must do with our queues, and a plain one does not: it gives a message
 * up after ten deliveries, and processes that die deliver without an acknowledgement; and it makes
 * and deletes queues by itself. What is missing is set for our queues alone, over the broker's
 * management; the broker keeps it.
 */
final class QueueSettings {
    private static final Logger log = LoggerFactory.getLogger(QueueSettings.class);
    private static final JsonMapper JSON = new JsonMapper();

    private static final String OURS = "hearth.#";
    private static final String ONE_OF_OURS = "hearth.lane.0";

    private static final String ATTEMPTS = "maxDeliveryAttempts";
    private static final String WHEN_FULL = "addressFullMessagePolicy";
    private static final Map<String, Object> WANTED =
            Map.of(
                    ATTEMPTS,
                    -1,
                    WHEN_FULL,
                    "PAGE",
                    "noExpiry",
                    true,
                    "redeliveryDelay",
                    0,
                    "autoCreateQueues",
                    false,
                    "autoCreateAddresses",
                    false,
                    "autoDeleteQueues",
                    false,
                    "autoDeleteAddresses",
                    false);

    private static final String FOR_THE_OPERATOR =
            "In its broker.xml, the address-setting that matches hearth.# needs"
                    + " <max-delivery-attempts>-1</max-delivery-attempts> and"
                    + " <address-full-policy>PAGE</address-full-policy>, or events can be lost.";

    private final Management management;

    private QueueSettings(Management management) {
        this.management = management;
    }

    /**
     * Blocks for some round trips.
     *
     * @param session for this alone; to be closed
     * @throws BrokerException when the broker would lose events
     */
    static void ensure(ClientSession session, String url) {
        JsonNode settings;
        try (Management management = new Management(session)) {
            settings = new QueueSettings(management).setUp(url);
        } catch (Exception e) {
            log.warn(
                    "the broker at {} does not let its settings be seen and set ({}). {}",
                    url,
                    e.getMessage(),
                    FOR_THE_OPERATOR);
            return;
        }
        if (!suit(settings)) {
            throw new BrokerException(
                    "the broker at " + url + " would lose events. " + FOR_THE_OPERATOR);
        }
    }

    private JsonNode setUp(String url) throws Exception {
        JsonNode found = read();
        if (suit(found)) {
            return found;
        }
        management.invoke("addAddressSettings", OURS, JSON.writeValueAsString(WANTED));
        log.info("set up the queues {} at {}", OURS, url);
        return read();
    }

    private JsonNode read() throws Exception {
        return JSON.readTree(management.invoke("getAddressSettingsAsJSON", ONE_OF_OURS));
    }

    /** What a broker does not say of itself is at Artemis' own defaults: 10 attempts, and pages. */
    private static boolean suit(JsonNode settings) {
        return settings.path(ATTEMPTS).asInt(10) == -1
                && settings.path(WHEN_FULL).asString("PAGE").equals("PAGE");
    }
}
