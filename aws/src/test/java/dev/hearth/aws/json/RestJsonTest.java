package dev.hearth.aws.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.WireRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;

final class RestJsonTest {
    @Test
    void readsMembersFromEveryPlace() {
        CreateFunctionRequest create =
                create(
                        """
                        {"FunctionName":"f","Runtime":"basic1.0","Timeout":3,"Publish":true,"Layers":[],
                         "Environment":{"Variables":{"A":"é😀","B":""}},"Code":{"ZipFile":"UEsFBg=="}}
                        """);
        assertEquals("f", create.functionName());
        assertEquals(Runtime.UNKNOWN_TO_SDK_VERSION, create.runtime());
        assertEquals("basic1.0", create.runtimeAsString());
        assertEquals(3, create.timeout());
        assertEquals(true, create.publish());
        assertEquals(Map.of("A", "é😀", "B", ""), create.environment().variables());
        assertEquals(
                "PK\u0005\u0006", new String(create.code().zipFile().asByteArrayUnsafe(), UTF_8));

        UntagResourceRequest untag =
                RestJson.read(
                        UntagResourceRequest.class,
                        new WireRequest(
                                Map.of("Resource", "arn:aws:x"),
                                Map.of("tagKeys", List.of("a", "b")),
                                Map.of(),
                                new byte[0]));
        assertEquals("arn:aws:x", untag.resource());
        assertEquals(List.of("a", "b"), untag.tagKeys());
    }

    @Test
    void absentEmptyAndNullAreKeptApart() {
        CreateFunctionRequest create =
                create("{\"Layers\":[],\"Tags\":null,\"Description\":null,\"Role\":\"\"}");

        assertTrue(create.hasLayers());
        assertFalse(create.hasTags());
        assertNull(create.description());
        assertEquals("", create.role());
    }

    @Test
    void unknownMembersAreSkippedHoweverDeep() {
        assertEquals(
                "f",
                create("{\"No\":{\"Such\":[{\"Member\":1}]},\"FunctionName\":\"f\"}")
                        .functionName());
    }

    @Test
    void anEmptyBodyIsAnEmptyDocument() {
        assertNull(RestJson.read(PublishVersionRequest.class, request("")).description());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Timeout\":\"3\"}|STRING_VALUE can not be converted to an Integer",
                "{\"Timeout\":true}|TRUE_VALUE can not be converted to an Integer",
                "{\"Timeout\":3.5}|NUMBER_VALUE can not be converted to an Integer",
                "{\"Timeout\":2147483648}|NUMBER_VALUE can not be converted to an Integer",
                "{\"Timeout\":[3]}|Start of list found where not expected",
                "{\"Timeout\":{}}|Start of structure or map found where not expected.",
                "{\"FunctionName\":1}|NUMBER_VALUE can not be converted to a String",
                "{\"FunctionName\":false}|FALSE_VALUE can not be converted to a String",
                "{\"Publish\":\"true\"}|STRING_VALUE can not be converted to a Boolean",
                "{\"Layers\":\"x\"}|Expected list or null",
                "{\"Layers\":{}}|Start of structure or map found where not expected.",
                "{\"Layers\":[1]}|NUMBER_VALUE can not be converted to a String",
                "{\"Layers\":[null]}|Null value found where not expected",
                "{\"Tags\":[]}|Start of list found where not expected",
                "{\"Tags\":1}|Expected map or null",
                "{\"Tags\":{\"a\":null}}|Null value found where not expected",
                "{\"Code\":\"x\"}|Expected null",
                "{\"Code\":{\"ZipFile\":\"a\"}}|STRING_VALUE can not be converted to a Blob: Invalid Base64",
                "{\"Code\":{\"ZipFile\":\"!!!!\"}}|STRING_VALUE can not be converted to a Blob: Invalid Base64",
                "{\"Code\":{\"ZipFile\":7}}|NUMBER_VALUE can not be converted to a Blob",
                "[]|Start of list found where not expected",
            })
    void aWrongTypeIsSaidAsAwsSaysIt(String body, String words) {
        assertEquals(words, refusal(body).words());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "null",
                "1",
                "\"x\"",
                "{\"Timeout\":1,}",
                "{\"Timeout\":01}",
                "{'Timeout':1}",
                "{\"Timeout\":1} x",
                "{} {}",
                "{\"Timeout\":NaN}",
                "{\"Role\":\"\n\"}",
                "{\"Role\":\"\\u00\"}",
                "{\"Tags\":{\"a\"}}"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        ApiException refusal = refusal(body);
        assertEquals(ErrorCode.SERIALIZATION, refusal.code());
        assertTrue(
                refusal.words().startsWith("Could not parse request body into json: "),
                refusal.words());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "{\"Role\":\"xx\"}".getBytes(UTF_8);
        body[9] = (byte) 0xC3;
        body[10] = (byte) 0x28;
        WireRequest request = new WireRequest(Map.of(), Map.of(), Map.of(), body);
        assertThrows(ApiException.class, () -> RestJson.read(CreateFunctionRequest.class, request));
    }

    @Test
    void depthAndLengthsAreBounded() {
        String words =
                "Could not parse request body into json: nested deeper than 100,"
                        + " or a number, name or text longer than 1000, 50000 or 20000000 characters";
        assertEquals(words, refusal("{\"X\":" + "[".repeat(DocumentReader.MAX_DEPTH + 1)).words());
        String number = "9".repeat(DocumentReader.MAX_NUMBER_LENGTH + 1);
        assertEquals(words, refusal("{\"Timeout\":" + number + "}").words());
        String name = "n".repeat(DocumentReader.MAX_NAME_LENGTH + 1);
        assertEquals(words, refusal("{\"" + name + "\":1}").words());
        String text = "t".repeat(DocumentReader.MAX_TEXT_LENGTH + 1);
        assertEquals(words, refusal("{\"Role\":\"" + text + "\"}").words());
    }

    @Test
    void timestampsAreEpochSeconds() {
        assertEquals(
                Instant.parse("2023-11-14T22:13:20.123Z"),
                mapping("{\"StartingPositionTimestamp\":1700000000.123}")
                        .startingPositionTimestamp());
        assertEquals(
                Instant.ofEpochSecond(-1),
                mapping("{\"StartingPositionTimestamp\":-1}").startingPositionTimestamp());
        assertEquals(
                Instant.EPOCH,
                mapping("{\"StartingPositionTimestamp\":1e-999999999}")
                        .startingPositionTimestamp());
        for (String wrong : List.of("\"2023-11-14T22:13:20Z\"", "1e300", "1e999", "true")) {
            assertThrows(
                    ApiException.class,
                    () -> mapping("{\"StartingPositionTimestamp\":" + wrong + "}"));
        }
    }

    @Test
    void aNumberTooLargeForADoubleIsRefused() {
        assertEquals(
                Map.of("1", Double.POSITIVE_INFINITY),
                weights("\"Infinity\"").routingConfig().additionalVersionWeights());
        assertEquals(
                "NUMBER_VALUE can not be converted to a Double",
                assertThrows(ApiException.class, () -> weights("1e400")).words());
    }

    /** In base64 it is longer than any text may be. */
    @Test
    void thePackageMayBeLarge() {
        byte[] zip = new byte[DocumentReader.MAX_TEXT_LENGTH];
        new Random(1).nextBytes(zip);
        String base64 = Base64.getEncoder().encodeToString(zip);
        assertArrayEquals(
                zip,
                create("{\"Code\":{\"ZipFile\":\"" + base64 + "\"}}")
                        .code()
                        .zipFile()
                        .asByteArrayUnsafe());
    }

    @Test
    void damagedDocumentsAreReadOrRefusedButNeverMore() {
        byte[] whole =
                """
                {"FunctionName":"fé","Timeout":3,"Publish":true,"Layers":["a"],"Tags":{"a":"\\u00e9"},
                 "Environment":{"Variables":{"A":"1"}},"Code":{"ZipFile":"UEsFBg=="},"X":[1.5e3,null]}
                """
                        .getBytes(UTF_8);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = damage(whole, random);
            WireRequest request = new WireRequest(Map.of(), Map.of(), Map.of(), damaged);
            try {
                RestJson.read(CreateFunctionRequest.class, request);
            } catch (ApiException refusal) {
                assertEquals(ErrorCode.SERIALIZATION, refusal.code());
            }
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            damaged[at] =
                    random.nextBoolean()
                            ? (byte) random.nextInt()
                            : whole[random.nextInt(whole.length)];
        }
        return damaged;
    }

    @Test
    void textThatIsNoNumberIsRefusedInQueryAndPath() {
        WireRequest query =
                new WireRequest(
                        Map.of(), Map.of("MaxItems", List.of("ten")), Map.of(), new byte[0]);
        assertEquals(
                "STRING_VALUE can not be converted to an Integer",
                assertThrows(
                                ApiException.class,
                                () -> RestJson.read(ListFunctionsRequest.class, query))
                        .words());
        WireRequest path =
                new WireRequest(
                        Map.of("LayerName", "l", "VersionNumber", "x"),
                        Map.of(),
                        Map.of(),
                        new byte[0]);
        assertEquals(
                "STRING_VALUE can not be converted to a Long",
                assertThrows(
                                ApiException.class,
                                () -> RestJson.read(GetLayerVersionRequest.class, path))
                        .words());
    }

    @Test
    void writesWhatIsSetAndNothingElse() {
        WireAnswer answer =
                RestJson.write(
                        GetFunctionResponse.builder()
                                .tags(Map.of())
                                .configuration(
                                        c -> c.functionName("é").timeout(3).layers(List.of()))
                                .build(),
                        200);
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.headers().get("Content-Type"));
        assertEquals(
                "{\"Configuration\":{\"FunctionName\":\"é\",\"Timeout\":3,\"Layers\":[]},\"Tags\":{}}",
                new String(answer.body(), UTF_8));
    }

    @Test
    void writesTimestampsAsPlainNumbers() {
        WireAnswer answer =
                RestJson.write(
                        ListFunctionEventInvokeConfigsResponse.builder()
                                .functionEventInvokeConfigs(
                                        FunctionEventInvokeConfig.builder()
                                                .lastModified(
                                                        Instant.ofEpochMilli(1_700_000_000_120L))
                                                .build(),
                                        FunctionEventInvokeConfig.builder()
                                                .lastModified(Instant.ofEpochSecond(1_700_000_000L))
                                                .build())
                                .build(),
                        200);
        assertEquals(
                "{\"FunctionEventInvokeConfigs\":[{\"LastModified\":1700000000.12},{\"LastModified\":1700000000}]}",
                new String(answer.body(), UTF_8));
    }

    @Test
    void theResponsesOwnStatusWinsAndNoContentHasNoBody() {
        WireAnswer own =
                RestJson.write(DeleteFunctionResponse.builder().statusCode(202).build(), 204);
        assertEquals(202, own.status());
        WireAnswer none = RestJson.write(DeleteFunctionResponse.builder().build(), 204);
        assertEquals(204, none.status());
        assertEquals(0, none.body().length);
        assertNull(none.headers().get("Content-Type"));
    }

    private static ApiException refusal(String body) {
        return assertThrows(ApiException.class, () -> create(body));
    }

    private static CreateFunctionRequest create(String body) {
        return RestJson.read(CreateFunctionRequest.class, request(body));
    }

    private static CreateEventSourceMappingRequest mapping(String body) {
        return RestJson.read(CreateEventSourceMappingRequest.class, request(body));
    }

    private static CreateAliasRequest weights(String weight) {
        return RestJson.read(
                CreateAliasRequest.class,
                request(
                        "{\"RoutingConfig\":{\"AdditionalVersionWeights\":{\"1\":"
                                + weight
                                + "}}}"));
    }

    private static WireRequest request(String body) {
        return new WireRequest(Map.of(), Map.of(), Map.of(), body.getBytes(UTF_8));
    }
}
