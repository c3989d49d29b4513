package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedeployTest {
    private static final int DEPLOYS = 8;
    private static final int CALLERS = 3;
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern VERSION = Pattern.compile("\"version\": ?\"(\\d+)\"");

    @Test
    void anInvokeThatBeginsAfterAnUpdateNeverMeetsOldCode() throws Exception {
        AtomicInteger deployed = new AtomicInteger(0);
        AtomicBoolean done = new AtomicBoolean();
        Semaphore invoked = new Semaphore(0);
        Queue<String> stale = new ConcurrentLinkedQueue<>();
        try (Functions functions = new Functions(RunningHearth.endpoint());
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            String name =
                    functions.create(
                            "redeploy",
                            RunningHearth.runtime(Language.PYTHON),
                            "app.handler",
                            Language.PYTHON.zip("0"),
                            _ -> {});
            List<Future<Void>> calling = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Callable<Void> caller =
                        () -> {
                            while (!done.get()) {
                                int atLeast = deployed.get();
                                String answer = functions.invoke(name, "{}").payload();
                                invoked.release();
                                if (version(answer) < atLeast) {
                                    stale.add(answer + " after version " + atLeast);
                                }
                            }
                            return null;
                        };
                calling.add(callers.submit(caller));
            }
            for (int version = 1; version <= DEPLOYS; version++) {
                functions.update(name, Language.PYTHON.zip(Integer.toString(version)));
                deployed.set(version);
                // Somebody has been served by this version, or by one that must not serve any more.
                invoked.drainPermits();
                if (!invoked.tryAcquire(CALLERS, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    break;
                }
            }
            done.set(true);
            for (Future<Void> caller : calling) {
                caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertEquals(DEPLOYS, version(functions.invoke(name, "{}").payload()));
            functions.delete(name);
        }
        assertTrue(stale.isEmpty(), () -> String.join("\n", stale));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aFunctionCreatedAgainUnderItsNameIsTheNewOne(Language language) {
        try (Functions functions = new Functions(RunningHearth.endpoint())) {
            String name = functions.create(language, "again-" + language.family());
            assertTrue(functions.invoke(name, "{}").payload().contains("one"));
            functions.delete(name);
            functions.create(
                    name,
                    RunningHearth.runtime(language),
                    language.handler(),
                    language.zip("two"),
                    _ -> {});
            assertTrue(functions.invoke(name, "{}").payload().contains("two"));
            functions.delete(name);
        }
    }

    private static int version(String answer) {
        Matcher m = VERSION.matcher(answer);
        assertTrue(m.find(), answer);
        return Integer.parseInt(m.group(1));
    }
}
