package dev.hearth.endtoend;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that no SDK would send: told what is wrong as AWS tells it, and nothing is made. */
class BadRequestsTest {
    private static final String NAME = "\"FunctionName\":\"malformed\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|SerializationException|Could not parse request body into json",
                "no json|SerializationException|Could not parse request body into json",
                "[]|SerializationException|Start of list found where not expected",
                "{NAME,\"Timeout\":\"3\"}|SerializationException|STRING_VALUE can not be converted to an Integer",
                "{NAME,\"Code\":{\"ZipFile\":\"!\"}}|SerializationException|Invalid Base64",
                "{NAME,\"Unknown\":{\"a\":[1]}}|ValidationException|Value null at 'role'",
                "{NAME}|ValidationException|Value null at 'role'",
                "{}|ValidationException|Value null at 'functionName'"
            })
    void aDocumentOutOfShapeIsRefused(String body, String type, String words)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> refused =
                    http.send(
                            request("")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    body.replace("NAME", NAME)))
                                    .build(),
                            ofString());
            assertEquals(400, refused.statusCode(), refused.body());
            assertEquals(type, refused.headers().firstValue("x-amzn-ErrorType").orElse("none"));
            assertTrue(refused.body().contains(words), refused.body());
            assertEquals(
                    404, http.send(request("malformed").build(), ofString()).statusCode(), body);
        }
    }

    private static HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(
                        URI.create(RunningHearth.endpoint() + "/2015-03-31/functions/" + name))
                .header("Content-Type", "application/json");
    }
}
