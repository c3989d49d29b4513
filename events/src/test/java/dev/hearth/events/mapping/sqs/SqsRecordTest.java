package dev.hearth.events.mapping.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Details of records that were seen on AWS. */
final class SqsRecordTest {
    private static final QueueArn QUEUE =
            QueueArn.parse("arn:aws:sqs:us-east-1:000000000000:orders");
    private static final String DIGEST = "md5OfMessageAttributes";

    @Test
    void namesTheDigestOfNoAttributesOnlyInWindows() {
        Message plain = message().build();

        assertFalse(json(plain, false).has(DIGEST));
        assertTrue(json(plain, true).path(DIGEST).isNull());
    }

    @Test
    void namesTheDigestOfAttributesEverywhere() {
        Message attributed = message().md5OfMessageAttributes("d25a").build();

        assertEquals("d25a", json(attributed, false).path(DIGEST).stringValue());
        assertEquals("d25a", json(attributed, true).path(DIGEST).stringValue());
    }

    private static Message.Builder message() {
        return Message.builder().messageId("1").receiptHandle("r").body("b").md5OfBody("m");
    }

    private static JsonNode json(Message message, boolean inWindows) {
        return new JsonMapper().readTree(new SqsRecord.Form(QUEUE, inWindows).of(message).json());
    }
}
