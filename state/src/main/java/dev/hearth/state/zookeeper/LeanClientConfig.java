package dev.hearth.state.zookeeper;

import org.apache.zookeeper.client.ZKClientConfig;

/**
 * Settings of the client from this class alone. The base class looks for old system properties of
 * TLS first, and loads TLS to know their names: a third of a second.
 */
final class LeanClientConfig extends ZKClientConfig {
    LeanClientConfig() {
        setProperty(ENABLE_CLIENT_SASL_KEY, "false");
    }

    @Override
    protected void handleBackwardCompatibility() {}
}
