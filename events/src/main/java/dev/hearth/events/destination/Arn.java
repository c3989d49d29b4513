package dev.hearth.events.destination;

/**
 * An ARN's parts: {@code arn:aws:service:region:account:resource}.
 *
 * @param resource all that follows the account, with its own colons
 */
record Arn(String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /**
     * @throws IllegalArgumentException when it is none
     */
    static Arn parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS || !parts[0].equals("arn")) {
            throw new IllegalArgumentException("no ARN: " + text);
        }
        return new Arn(parts[2], parts[3], parts[4], parts[5]);
    }
}
