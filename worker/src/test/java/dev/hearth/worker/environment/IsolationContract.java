package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only backends that isolate can promise: limits, rest, an API of the function's own. */
public abstract class IsolationContract extends WorkerContract {
    @Test
    void allocatingWithoutEndIsKilledAndReportedAsAllThereIs() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                held = []
                                                def handler(event, context):
                                                    while event: held.append(bytearray(8 << 20))
                                                    return 'fine'
                                                """)
                                        .memory(128));
        Answer answer = worker().invoke(id, "true");
        assertTrue(
                answer.text().endsWith("Error: Runtime exited with error: signal: killed\"}"),
                answer.text());
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "(?s).*\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t.*Status: error\tError Type:"
                        + " Runtime.ExitError\t\n",
                answer.tail());
        assertEquals("\"fine\"", worker().invoke(id, "false").text());
    }

    @Test
    void forkingWithoutEndStopsAtTheLimitAndIsSweptUp() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                import os, time
                                                def handler(event, context):
                                                    made = 0
                                                    try:
                                                        while event:
                                                            if os.fork() == 0:
                                                                time.sleep(1000)
                                                                os._exit(0)
                                                            made += 1
                                                    except OSError:
                                                        time.sleep(1000 if event == 'hang' else 0)
                                                    return made
                                                """)
                                        .memory(2048)
                                        .timeout(Duration.ofSeconds(20)));
        assertTrue(worker().invoke(id, "\"hang\"").text().contains("Sandbox.Timedout"));
        assertEquals("0", worker().invoke(id, "0").text(), "the reset has ended the children");
        int made = Integer.parseInt(worker().invoke(id, "1").text());
        assertTrue(made > 900 && made < 1024, "made " + made);
    }

    @Test
    void fillingTmpStopsAtItsSize() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                def handler(event, context):
                                                    written = 0
                                                    try:
                                                        with open('/tmp/big', 'wb', 0) as f:
                                                            while True: written += f.write(bytes(1 << 20))
                                                    except OSError as e:
                                                        return [e.errno, 500 < written >> 20 <= 512]
                                                """)
                                        .memory(128));
        assertEquals("[28, true]", worker().invoke(id).text());
    }

    @Test
    void anIdleEnvironmentIsFrozenAndThawedByTheNextInvoke() throws InterruptedException {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import threading, time
                                        ticks = 0
                                        def tick():
                                            global ticks
                                            while True:
                                                time.sleep(0.01)
                                                ticks += 1
                                        threading.Thread(target=tick, daemon=True).start()
                                        def handler(event, context): return ticks
                                        """));
        int before = Integer.parseInt(worker().invoke(id).text());
        Thread.sleep(2000);
        int after = Integer.parseInt(worker().invoke(id).text());
        assertTrue(after - before < 100, before + " to " + after + " of 200 in two seconds");
    }

    @Test
    void freezingCanBeSwitchedOff() throws Exception {
        reopen(new EnvironmentSettings(Duration.ofSeconds(10), Optional.empty()));
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import threading, time
                                        done = threading.Event()
                                        def handler(event, context):
                                            if event: threading.Timer(0.2, done.set).start()
                                            return done.is_set()
                                        """));
        assertEquals("false", worker().invoke(id, "1").text());
        Thread.sleep(2000);
        assertEquals("true", worker().invoke(id, "0").text());
    }

    @Test
    void theFunctionReachesHearthUnderItsOwnName() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os, urllib.request
                                        def handler(event, context):
                                            said = urllib.request.urlopen(os.environ['AWS_ENDPOINT_URL']).read().decode()
                                            return said == os.environ['AWS_ACCESS_KEY_ID']
                                        """));
        assertEquals("true", worker().invoke(id).text());
    }

    @Test
    void foldersAreWhereLambdaHasThemAndOnlyTmpIsWritable() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os
                                        def writable(folder):
                                            try:
                                                open(folder + '/probe', 'w').close()
                                                return True
                                            except OSError:
                                                return False
                                        def handler(event, context):
                                            e = os.environ
                                            return [os.getcwd(), e['LAMBDA_TASK_ROOT'], e['LAMBDA_RUNTIME_DIR'],
                                                    e['AWS_LAMBDA_RUNTIME_API'], os.getuid() != 0,
                                                    [writable(f) for f in ('/tmp', '/var/task', '/var/runtime', '/', '/usr', '/etc')]]
                                        """));
        assertEquals(
                "[\"/var/task\", \"/var/task\", \"/var/runtime\", \"127.0.0.1:9001\", true,"
                        + " [true, false, false, false, false, false]]",
                worker().invoke(id).text());
    }
}
