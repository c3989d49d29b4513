package dev.hearth.worker.runtimeapi;

import dev.hearth.foundation.http.HttpExchange;

/** Where a runtime is, by what it has last asked. Names are those of AWS's error messages. */
sealed interface RuntimeState {
    String name();

    /** No runtime is to call: between a kill and the next start. */
    record Down() implements RuntimeState {
        @Override
        public String name() {
            return "Down";
        }
    }

    /** It runs its own and the function's initialisation, or has hung up its long poll. */
    record Started() implements RuntimeState {
        @Override
        public String name() {
            return "Started";
        }
    }

    record InitError() implements RuntimeState {
        @Override
        public String name() {
            return "InitError";
        }
    }

    /** It waits for an event. */
    record Ready(HttpExchange poll) implements RuntimeState {
        @Override
        public String name() {
            return "Ready";
        }
    }

    /** It has an event and owes an answer. */
    record Running(RuntimeEvent event) implements RuntimeState {
        @Override
        public String name() {
            return "Running";
        }
    }

    /** It has answered. */
    record ResponseSent(RuntimeEvent event) implements RuntimeState {
        @Override
        public String name() {
            return "ResponseSent";
        }
    }
}
