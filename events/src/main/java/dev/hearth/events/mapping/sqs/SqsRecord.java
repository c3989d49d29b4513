package dev.hearth.events.mapping.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.events.mapping.RecordFilter;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as functions see it ("Example standard queue message event" in AWS's guide).
 *
 * @param json the record, one of an event's {@code Records}
 */
record SqsRecord(Message message, byte[] json) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * How the messages of one mapping become records.
     *
     * @param inWindows whether batches are gathered over a window: AWS's records have {@code
     *     md5OfMessageAttributes} then also where there are no attributes, as null
     */
    record Form(QueueArn queue, boolean inWindows) {
        SqsRecord of(Message message) {
            return new SqsRecord(message, tree(message).toString().getBytes(UTF_8));
        }

        /** The same, with the body as filters look into it. */
        JsonNode forFilter(Message message) {
            return tree(message).set("body", RecordFilter.data(message.body()));
        }

        private ObjectNode tree(Message message) {
            ObjectNode tree = JSON.createObjectNode();
            tree.put("messageId", message.messageId());
            tree.put("receiptHandle", message.receiptHandle());
            tree.put("body", message.body());
            ObjectNode attributes = tree.putObject("attributes");
            new TreeMap<>(message.attributesAsStrings()).forEach(attributes::put);
            ObjectNode own = tree.putObject("messageAttributes");
            new TreeMap<>(message.messageAttributes())
                    .forEach((name, value) -> own.set(name, attribute(value)));
            tree.put("md5OfBody", message.md5OfBody());
            if (message.md5OfMessageAttributes() != null || inWindows) {
                tree.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
            }
            tree.put("eventSource", "aws:sqs");
            tree.put("eventSourceARN", queue.text());
            tree.put("awsRegion", queue.region());
            return tree;
        }
    }

    String id() {
        return message.messageId();
    }

    /** Of a FIFO queue: messages of one group must not overtake one another. */
    Optional<String> group() {
        return attribute(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }

    Optional<String> trace() {
        return attribute(MessageSystemAttributeName.AWS_TRACE_HEADER);
    }

    private Optional<String> attribute(MessageSystemAttributeName name) {
        return Optional.ofNullable(message.attributes().get(name));
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode tree = JSON.createObjectNode();
        if (value.stringValue() != null) {
            tree.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            byte[] bytes = value.binaryValue().asByteArray();
            tree.put("binaryValue", Base64.getEncoder().encodeToString(bytes));
        }
        tree.putArray("stringListValues");
        tree.putArray("binaryListValues");
        return tree.put("dataType", value.dataType());
    }
}
