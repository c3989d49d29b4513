package dev.hearth.api.worker;

public record WorkerId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
