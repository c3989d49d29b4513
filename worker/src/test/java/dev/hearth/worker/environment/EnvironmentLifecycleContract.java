package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.JsonLogs;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.Invoking;
import dev.hearth.worker.TestWorker;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an execution environment comes to life, serves, fails, recovers and ends. */
public abstract class EnvironmentLifecycleContract extends WorkerContract {
    private static final String ID = "[0-9a-f-]{36}";
    private static final String MS = "\\d+\\.\\d\\d ms";

    @Test
    void answersWithWhatTheHandlerReturns() {
        EnvironmentId id =
                worker().start(Spec.python("def handler(event, context): return {'got': event}"));
        Answer answer = worker().invoke(id, "{\"n\":1}");
        assertEquals("{\"got\": {\"n\": 1}}", answer.text());
        assertEquals(Optional.empty(), answer.error());
        assertEquals("{\"got\": 2}", worker().invoke(id, "2").text());
    }

    @Test
    void anInvokeIsLoggedFromStartToReport() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        print('loading')
                                        def handler(event, context):
                                            print('one')
                                            print('two', end='', flush=True)
                                        """));
        String report =
                "REPORT RequestId: %s\tDuration: %s\tBilled Duration: \\d+ ms\tMemory Size: 256 MB\tMax Memory Used: \\d+ MB\t"
                        .formatted(ID, MS);
        assertMatches(
                "START RequestId: "
                        + ID
                        + " Version: \\$LATEST\none\ntwo\nEND RequestId: "
                        + ID
                        + "\n"
                        + report
                        + "Init Duration: "
                        + MS
                        + "\t\n",
                worker().invoke(id).tail());
        assertTrue(
                worker().invoke(id).tail().lines().anyMatch(line -> line.matches(report)),
                "Init Duration is told once");
    }

    @Test
    void whatIsPrintedDuringInitComesBeforeTheFirstStart() throws InterruptedException {
        EnvironmentId id = worker().start(Spec.python("print('loading')\ndef handler(e, c): pass"));
        worker().invoke(id);
        List<String> log = worker().logUntil("REPORT");
        assertMatches(
                "INIT_START Runtime Version: python:3\\.11\\.\\d+\tRuntime Version ARN:"
                        + " arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}",
                log.get(0));
        assertEquals("loading", log.get(1));
        assertTrue(log.get(2).startsWith("START "), log.toString());
    }

    @Test
    void anExceptionIsReportedAsTheRuntimeTellsIt() {
        EnvironmentId id =
                worker().start(Spec.python("def handler(e, c): raise ValueError('no ' + e)"));
        Answer answer = worker().invoke(id, "\"luck\"");
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "\\{\"errorMessage\": \"no luck\", \"errorType\": \"ValueError\", \"requestId\": \""
                        + ID
                        + "\", \"stackTrace\": \\[.*app.py.*\\]\\}",
                answer.text());
        assertTrue(answer.tail().contains("[ERROR] ValueError: no luck"), answer.tail());
    }

    @Test
    void aTimeoutIsToldInAwsWordsAndKeepsTmp() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                import os, tempfile, time
                                                path = os.path.join(tempfile.gettempdir(), 'kept')
                                                def handler(event, context):
                                                    if event == 'sleep':
                                                        open(path, 'w').write('here')
                                                        time.sleep(60)
                                                    return open(path).read()
                                                """)
                                        .timeout(Duration.ofSeconds(1)));
        Answer answer = worker().invoke(id, "\"sleep\"");
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                        + ID
                        + " Error: Task timed out after 1\\.00 seconds\"\\}",
                answer.text());
        assertTrue(answer.tail().contains("\tStatus: timeout\t\n"), answer.tail());
        assertMatches(
                "(?s).*\n\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z "
                        + ID
                        + " Task timed out after 1\\.00 seconds\n",
                answer.tail());
        assertEquals("\"here\"", worker().invoke(id, "\"read\"").text());
    }

    @Test
    void anExitIsNoticedAtOnceAndTheNextInvokeGetsAFreshRuntime() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os
                                        calls = 0
                                        def handler(event, context):
                                            global calls
                                            calls += 1
                                            if event: os._exit(event['code'])
                                            return calls
                                        """));
        Answer answer = worker().invoke(id, "{\"code\": 3}");
        assertExit("Runtime exited with error: exit status 3", answer);
        assertTrue(
                answer.tail().contains("\tStatus: error\tError Type: Runtime.ExitError\t"),
                answer.tail());
        Answer fresh = worker().invoke(id, "null");
        assertEquals("1", fresh.text());
        assertFalse(fresh.tail().contains("Init Duration: \\d+"), fresh.tail());
        assertMatches(
                "(?s).*INIT_REPORT Init Duration: " + MS + "\tPhase: invoke\n.*", fresh.tail());
        assertExit(
                "Runtime exited without providing a reason", worker().invoke(id, "{\"code\":0}"));
    }

    @Test
    void aDeathBySignalIsToldByItsName() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os
                                        def handler(event, context): os.kill(os.getpid(), event)
                                        """));
        assertExit("Runtime exited with error: signal: killed", worker().invoke(id, "9"));
        assertExit(
                "Runtime exited with error: signal: segmentation fault", worker().invoke(id, "11"));
    }

    @Test
    void aHandlerThatIsNotThereFailsInitAndEveryInvoke() throws InterruptedException {
        EnvironmentId id =
                worker().start(Spec.python("def other(e, c): pass").handler("app.handler"));
        Answer answer = worker().invoke(id);
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertEquals(
                "{\"errorMessage\": \"Handler 'handler' missing on module 'app'\", \"errorType\":"
                        + " \"Runtime.HandlerNotFound\", \"requestId\": \"\", \"stackTrace\": []}",
                answer.text());
        List<String> log = worker().logUntil("REPORT RequestId");
        assertInOrder(
                log,
                "INIT_START",
                "[ERROR] Runtime.HandlerNotFound",
                "Phase: init\tStatus: error\tError Type: Runtime.HandlerNotFound",
                "START RequestId",
                "Phase: invoke\tStatus: error\tError Type: Runtime.HandlerNotFound",
                "END RequestId",
                "REPORT RequestId");
        assertTrue(worker().invoke(id).text().contains("Runtime.HandlerNotFound"));
    }

    @Test
    void aModuleThatCannotBeImportedIsNamed() {
        EnvironmentId id = worker().start(Spec.python("import nowhere_to_be_found"));
        assertTrue(
                worker().invoke(id)
                        .text()
                        .startsWith(
                                "{\"errorMessage\": \"Unable to import module 'app': No module named"
                                        + " 'nowhere_to_be_found'\", \"errorType\":"
                                        + " \"Runtime.ImportModuleError\""));
    }

    @Test
    void aRuntimeThatDiesDuringInitIsTriedAgainInTheInvoke() {
        EnvironmentId id = worker().start(Spec.python("import os\nos._exit(7)"));
        assertExit("Runtime exited with error: exit status 7", worker().invoke(id));
    }

    @Test
    void anInitOverItsLimitRunsAgainInsideTheFirstInvoke() throws Exception {
        reopen(new EnvironmentSettings(Duration.ofSeconds(1), Optional.empty()));
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import time
                                        time.sleep(1.5)
                                        def handler(event, context): return 'ready'
                                        """));
        Answer answer = worker().invoke(id);
        assertEquals("\"ready\"", answer.text());
        assertFalse(answer.tail().contains("\tInit Duration"), answer.tail());
        assertMatches("(?s).*\tDuration: [1-9]\\d{3}\\.\\d\\d ms.*", answer.tail());
        assertInOrder(
                worker().logUntil("REPORT RequestId"),
                "Phase: init\tStatus: timeout",
                "START RequestId",
                "Phase: invoke",
                "REPORT RequestId");
    }

    @Test
    void anInitThatNeverEndsTimesTheInvokeOut() throws Exception {
        reopen(new EnvironmentSettings(Duration.ofMillis(300), Optional.empty()));
        EnvironmentId id =
                worker().start(
                                Spec.python("import time\ntime.sleep(60)")
                                        .timeout(Duration.ofSeconds(1)));
        assertTrue(worker().invoke(id).text().contains("Sandbox.Timedout"));
    }

    @Test
    void aRuntimeThatDiesWhileIdleIsReplacedByTheNextInvoke() throws Exception {
        reopen(new EnvironmentSettings(Duration.ofSeconds(10), Optional.empty()));
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os, threading
                                        def handler(event, context):
                                            if event: threading.Timer(0.1, os._exit, [1]).start()
                                            return 'well'
                                        """));
        assertEquals("\"well\"", worker().invoke(id, "1").text());
        Thread.sleep(500);
        assertEquals("\"well\"", worker().invoke(id, "0").text());
    }

    @Test
    void aBusyEnvironmentTakesNoSecondInvokeAndStopEndsTheFirst() {
        EnvironmentId id =
                worker().start(Spec.python("import time\ndef handler(e, c): time.sleep(60)"));
        Invoking first = worker().agent().invoke(TestWorker.request(id, "{}", false));
        Invoking second = worker().agent().invoke(TestWorker.request(id, "{}", false));
        assertThrows(ApiException.class, () -> TestWorker.await(second.answer()));
        assertFalse(TestWorker.await(second.ended()));
        TestWorker.await(worker().agent().stop(id));
        assertThrows(ApiException.class, () -> TestWorker.await(first.answer()));
        assertFalse(TestWorker.await(first.ended()));
        assertEquals(List.of(), worker().agent().status().environments());
    }

    @Test
    void startingTwiceIsStartingOnce() {
        var request = worker().startRequest(Spec.python("def handler(e, c): return 'once'"));
        var first = worker().agent().start(request);
        assertEquals(first, worker().agent().start(request));
        TestWorker.await(first);
        assertEquals(List.of(request.environment()), worker().agent().status().environments());
    }

    @Test
    void stoppingDuringInitFailsTheStart() {
        var request = worker().startRequest(Spec.python("import time\ntime.sleep(60)"));
        var started = worker().agent().start(request);
        TestWorker.await(worker().agent().stop(request.environment()));
        assertThrows(ApiException.class, () -> TestWorker.await(started));
    }

    @Test
    void aRuntimeTheHostLacksIsNamed() {
        var request =
                worker().startRequest(
                                Spec.of(
                                        "python3.99",
                                        "app.handler",
                                        dev.hearth.worker.TestPackage.of("app.py", "")));
        ApiException refused =
                assertThrows(
                        ApiException.class,
                        () -> TestWorker.await(worker().agent().start(request)));
        assertEquals("InvalidRuntimeException", refused.code().wireName());
        assertTrue(refused.words().contains("python3.99 needs a Python 3.99"), refused.words());
    }

    private static final String LOGGING =
            """
            import logging, os
            def handler(event, context):
                logging.info('by the way')
                logging.warning('careful')
                if event == 'exit': os._exit(1)
            """;

    @Test
    void platformLinesAreJsonForFunctionsThatAskForIt() {
        EnvironmentId id = worker().start(Spec.python(LOGGING).json(JsonLogs.DEFAULT));
        List<String> tail = worker().invoke(id).tail().lines().toList();
        assertEquals(4, tail.size(), tail.toString());
        assertMatches(
                "\\{\"time\":\"[^\"]+Z\",\"type\":\"platform.start\",\"record\":\\{\"requestId\":\""
                        + ID
                        + "\",\"version\":\"\\$LATEST\"\\}\\}",
                tail.get(0));
        assertMatches("\\{\"timestamp\": .*\"message\": \"by the way\".*\\}", tail.get(1));
        assertMatches("\\{\"timestamp\": .*\"message\": \"careful\".*\\}", tail.get(2));
        assertMatches(
                ".*\"type\":\"platform.report\".*\"durationMs\":\\d+\\.\\d{3},\"billedDurationMs\":\\d+,"
                        + "\"memorySizeMB\":256,\"maxMemoryUsedMB\":\\d+,\"initDurationMs\":.*",
                tail.get(3));
    }

    @Test
    void logLevelsDecideWhatIsLogged() throws InterruptedException {
        EnvironmentId quiet =
                worker().start(
                                Spec.python(LOGGING)
                                        .json(new JsonLogs("WARN", JsonLogs.SystemLevel.WARN)));
        List<String> tail = worker().invoke(quiet).tail().lines().toList();
        assertEquals(1, tail.size(), tail.toString());
        assertTrue(tail.getFirst().contains("careful"), tail.toString());
        List<String> failed = worker().invoke(quiet, "\"exit\"").tail().lines().toList();
        assertInOrder(
                failed,
                "careful",
                "platform.runtimeDone\",\"record\":{\"requestId\"",
                "platform.report\",\"record\":{\"requestId\"");
        assertEquals(3, failed.size(), failed.toString());
        assertTrue(
                failed.getLast()
                        .contains("\"status\":\"error\",\"errorType\":\"Runtime.ExitError\""),
                failed.toString());
        EnvironmentId loud =
                worker().start(
                                Spec.python(LOGGING)
                                        .json(new JsonLogs("DEBUG", JsonLogs.SystemLevel.DEBUG)));
        worker().invoke(loud);
        assertInOrder(
                worker().logUntil("initDurationMs"),
                "platform.initStart",
                "platform.initRuntimeDone",
                "platform.initReport",
                "platform.start",
                "by the way",
                "platform.runtimeDone",
                "platform.report");
    }

    private static void assertExit(String words, Answer answer) {
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "\\{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + ID
                        + " Error: "
                        + words
                        + "\"\\}",
                answer.text());
        assertTrue(answer.tail().contains(" Error: " + words + "\nRuntime.ExitError\n"));
    }
}
