package dev.hearth.assignment;

/** Invokes in flight in one account, of all functions that have no reservation. */
final class AccountState {
    private int inFlight;

    int inFlight() {
        return inFlight;
    }

    void addInFlight(int change) {
        inFlight += change;
    }
}
