package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What functions do wrong, and that the worker and the next invoke are none the worse for it. */
public abstract class MisuseContract extends WorkerContract {
    /** A runtime written out, for saying to the Runtime API what no sane client would. */
    private static final String BARE_RUNTIME =
            """
            #!/usr/bin/python3
            import http.client, json, os
            api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
            def call(method, path, body=None, **headers):
                api.request(method, '/2018-06-01/runtime/' + path, body, {k.replace('_', '-'): v for k, v in headers.items()})
                r = api.getresponse()
                return r.status, r.getheader('Lambda-Runtime-Aws-Request-Id'), json.loads(r.read() or b'null')
            """;

    @Test
    void anAnswerOverSixMegabytesIsRefusedAndTheRuntimeGoesOn() {
        EnvironmentId id =
                worker().start(Spec.python("def handler(size, context): return 'x' * size"));
        Answer refused = worker().invoke(id, "7000000");
        assertEquals(Optional.of("Unhandled"), refused.error());
        assertEquals(
                "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size"
                        + " (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}",
                refused.text());
        assertEquals(6_291_554 + 2, worker().invoke(id, "6291554").text().length());
        assertEquals("\"xx\"", worker().invoke(id, "2").text());
    }

    @Test
    void aSecondAnswerAndOneForAnotherInvokeAreRefused() {
        EnvironmentId id =
                worker().start(
                                Spec.provided(
                                        BARE_RUNTIME
                                                + """
                                                told = []
                                                while True:
                                                    _, id, event = call('GET', 'invocation/next')
                                                    early = call('POST', 'invocation/00000000-0000-0000-0000-000000000000/response', '0')
                                                    first = call('POST', f'invocation/{id}/response', json.dumps(told))
                                                    told = [early, first, call('POST', f'invocation/{id}/response', '0'), call('POST', f'invocation/{id}/error', '0')]
                                                """));
        assertEquals("[]", worker().invoke(id).text());
        String refused =
                "[400, null, {\"errorMessage\": \"Invalid request ID\", \"errorType\": \"InvalidRequestID\"}]";
        assertEquals(
                "["
                        + refused
                        + ", [202, null, {\"status\": \"OK\"}], "
                        + refused
                        + ", "
                        + refused
                        + "]",
                worker().invoke(id).text());
    }

    @Test
    void anEchoedInvocationIdMustBeTheRightOne() {
        EnvironmentId id =
                worker().start(
                                Spec.provided(
                                        BARE_RUNTIME
                                                + """
                                                while True:
                                                    _, id, event = call('GET', 'invocation/next')
                                                    wrong = call('POST', f'invocation/{id}/response', '0', Lambda_Runtime_Invocation_Id='older')
                                                    call('POST', f'invocation/{id}/response', json.dumps(wrong[0]))
                                                """));
        assertEquals("400", worker().invoke(id).text());
    }

    @Test
    void anInitErrorGoesToTheInvokerAsReported() {
        EnvironmentId id =
                worker().start(
                                Spec.provided(
                                        BARE_RUNTIME
                                                + """
                                                call('POST', 'init/error', '{"errorMessage":"own words","errorType":"Own"}', Lambda_Runtime_Function_Error_Type='Runtime.NoSuchThing')
                                                """));
        Answer answer = worker().invoke(id);
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertEquals("{\"errorMessage\":\"own words\",\"errorType\":\"Own\"}", answer.text());
        assertTrue(
                answer.tail().contains("\tStatus: error\tError Type: Runtime.NoSuchThing"),
                answer.tail());
    }

    @Test
    void aGigabytePrintedIsBoundedAndTold() throws Exception {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                import sys
                                                def handler(megabytes, context):
                                                    line = 'x' * 1023 + '\\n'
                                                    for _ in range(megabytes): sys.stdout.write(line * 1024)
                                                    return 'printed'
                                                """)
                                        .memory(1769));
        Answer answer = worker().invoke(id, "1024");
        assertEquals("\"printed\"", answer.text());
        assertTrue(answer.tail().contains("\nREPORT RequestId: "), "the end of the log is whole");
        List<String> log = worker().logUntil("REPORT RequestId");
        assertTrue(bytesIn(worker().data().resolve("logs")) < 100_000_000, "logs are rotated");
        assertTrue(
                log.size() >= 1024 * 1024
                        || log.stream().anyMatch(l -> l.startsWith("LOGS\tDropped")),
                "what was lost is told");
        assertEquals("\"printed\"", worker().invoke(id, "0").text());
    }

    @Test
    void aLineWithoutEndIsCut() throws Exception {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        "def handler(e, c): print('y' * 1000000, end='', flush=True)"));
        worker().invoke(id);
        List<String> log = worker().logUntil("REPORT RequestId");
        assertEquals(
                1_000_000,
                log.stream().filter(l -> l.startsWith("yy")).mapToInt(String::length).sum());
        assertTrue(log.stream().allMatch(l -> l.length() <= 256 * 1024));
    }

    @Test
    void linesThatLookLikeThePlatformsAreKeptAsPrinted() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        "def handler(e, c): print('REPORT RequestId: forged\\r\\nEND')"));
        assertTrue(worker().invoke(id).tail().contains("REPORT RequestId: forged"));
    }

    private static long bytesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
