package dev.hearth.events.mapping.sqs;

import java.util.List;

/** {@code arn:aws:sqs:Region:account:name}. */
record QueueArn(String text, String region, String account, String name) {
    private static final int PARTS = 6;

    static boolean matches(String arn) {
        List<String> parts = parts(arn);
        return parts.size() == PARTS
                && parts.get(0).equals("arn")
                && parts.get(2).equals("sqs")
                && !parts.get(5).isEmpty();
    }

    /**
     * @throws IllegalArgumentException when it is no queue's
     */
    static QueueArn parse(String arn) {
        if (!matches(arn)) {
            throw new IllegalArgumentException("Unrecognized queue ARN: " + arn);
        }
        List<String> parts = parts(arn);
        return new QueueArn(arn, parts.get(3), parts.get(4), parts.get(5));
    }

    private static List<String> parts(String arn) {
        return List.of(arn.split(":", -1));
    }

    boolean fifo() {
        return name.endsWith(".fifo");
    }
}
