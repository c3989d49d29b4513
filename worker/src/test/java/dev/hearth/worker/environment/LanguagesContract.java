package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.worker.JavaSources;
import dev.hearth.worker.TestPackage;
import dev.hearth.worker.TestWorker;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handlers of every kind, in every language, packaged as people package them. */
public abstract class LanguagesContract extends WorkerContract {
    private static final Map<String, String> JAVA_HANDLER =
            Map.of(
                    "demo/Handler.java",
                    """
                    package demo;
                    import com.amazonaws.services.lambda.runtime.Context;
                    import com.amazonaws.services.lambda.runtime.RequestHandler;
                    import java.util.Map;
                    public class Handler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
                        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
                            context.getLogger().log("hello " + event.get("name") + "\\n");
                            if (event.get("name") == null) throw new IllegalArgumentException("no name");
                            return Map.of("hello", event.get("name"), "id", context.getAwsRequestId());
                        }
                    }
                    """);

    @Test
    void pythonSeesTheWholeContext() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                import os
                                                def handler(event, c):
                                                    left = c.get_remaining_time_in_millis()
                                                    return [c.function_name, c.function_version, c.memory_limit_in_mb,
                                                        c.invoked_function_arn, c.log_group_name, 28000 < left <= 30000,
                                                        c.client_context.custom['k'], c.identity.cognito_identity_id,
                                                        os.environ['OWN'], os.environ['_X_AMZN_TRACE_ID'][:6]]
                                                """)
                                        .variables(Map.of("OWN", "own ü")));
        InvokeRequest plain = TestWorker.request(id, "{}", false);
        InvokeRequest request =
                new InvokeRequest(
                        id,
                        plain.requestId(),
                        plain.payload(),
                        plain.contentType(),
                        plain.invokedArn(),
                        plain.traceId(),
                        Optional.of("{\"custom\":{\"k\":\"v\"}}"),
                        Optional.of(
                                "{\"cognitoIdentityId\":\"me\",\"cognitoIdentityPoolId\":\"p\"}"),
                        false);
        byte[] answer = TestWorker.await(worker().agent().invoke(request).answer()).payload();
        assertEquals(
                "[\"test-function\", \"$LATEST\", \"256\","
                        + " \"arn:aws:lambda:us-east-1:000000000000:function:test-function\","
                        + " \"/aws/lambda/test-function\", true, \"v\", \"me\", \"own \\u00fc\", \"Root=1\"]",
                new String(answer, StandardCharsets.UTF_8));
    }

    @Test
    void pythonHasTheVariablesOfLambda() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                        """
                                        import os
                                        def handler(name, c):
                                            return name + '=' + os.environ.get(name, '')
                                        """));
        assertVariable(id, "_HANDLER", "app\\.handler");
        assertVariable(id, "AWS_REGION", "us-east-1");
        assertVariable(id, "AWS_DEFAULT_REGION", "us-east-1");
        assertVariable(id, "AWS_EXECUTION_ENV", "AWS_Lambda_python3\\.11");
        assertVariable(id, "AWS_LAMBDA_FUNCTION_NAME", "test-function");
        assertVariable(id, "AWS_LAMBDA_FUNCTION_VERSION", "\\$LATEST");
        assertVariable(id, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        assertVariable(id, "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/test-function");
        assertVariable(
                id, "AWS_LAMBDA_LOG_STREAM_NAME", "\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST][0-9a-f]{32}");
        assertVariable(id, "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        assertVariable(id, "AWS_ACCESS_KEY_ID", "ASIA[A-Z2-7]{16}");
        assertVariable(id, "AWS_SECRET_ACCESS_KEY", "[A-Za-z0-9+/]{40}");
        assertVariable(id, "AWS_SESSION_TOKEN", "[A-Za-z0-9+/=]{64,}");
        assertVariable(id, "AWS_ENDPOINT_URL", "http://127\\.0\\.0\\.1:4566");
        assertVariable(id, "TZ", ":UTC");
        assertVariable(id, "LANG", "en_US.UTF-8");
        assertVariable(id, "HOME", "");
    }

    private void assertVariable(EnvironmentId id, String name, String pattern) {
        assertMatches(
                "\"" + name + "=" + pattern + "\"", worker().invoke(id, "\"" + name + "\"").text());
    }

    @Test
    void pythonImportsWhatThePackageBrings() {
        EnvironmentId id =
                worker().start(
                                Spec.of(
                                        "python3.11",
                                        "src/deep/main.run",
                                        TestPackage.of(
                                                        "src/deep/main.py",
                                                        "import helper\nrun = lambda e, c: helper.NAME")
                                                .with("helper.py", "NAME = 'brought along'")));
        assertEquals("\"brought along\"", worker().invoke(id).text());
    }

    @Test
    void nodeAnswersFromAsyncCallbackAndPromiseHandlers() {
        EnvironmentId id =
                worker().start(
                                Spec.node(
                                        """
                                        exports.handler = (event, context, callback) => {
                                          if (event === 'callback') return void setTimeout(callback, 5, null, 'called');
                                          if (event === 'promise') return new Promise((done) => setImmediate(done, 'kept'));
                                          return (async () => ({ id: context.awsRequestId.length, left: context.getRemainingTimeInMillis() > 28000 }))();
                                        };
                                        """));
        assertEquals("\"called\"", worker().invoke(id, "\"callback\"").text());
        assertEquals("\"kept\"", worker().invoke(id, "\"promise\"").text());
        assertEquals("{\"id\":36,\"left\":true}", worker().invoke(id).text());
    }

    @Test
    void nodeLoadsEsModulesAndDependencies() {
        TestPackage code =
                TestPackage.of(
                                "index.mjs",
                                """
                                import { greeting } from 'greeter';
                                export const handler = async (event) => greeting(event.name);
                                """)
                        .with(
                                "node_modules/greeter/package.json",
                                "{\"name\":\"greeter\",\"main\":\"main.js\"}")
                        .with(
                                "node_modules/greeter/main.js",
                                "exports.greeting = (name) => `hello ${name}`;");
        EnvironmentId id = worker().start(Spec.of("nodejs20.x", "index.handler", code));
        assertEquals("\"hello Ada\"", worker().invoke(id, "{\"name\":\"Ada\"}").text());
    }

    @Test
    void nodePrintsLinesInTheFormOfLambda() {
        EnvironmentId id =
                worker().start(
                                Spec.node(
                                        "exports.handler = async () => { console.log('a %s', 1); console.error('b') };"));
        String line = "(?s).*\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\t[0-9a-f-]{36}\t%s\n.*";
        String tail = worker().invoke(id).tail();
        assertMatches(line.formatted("INFO\ta 1"), tail);
        assertMatches(line.formatted("ERROR\tb"), tail);
    }

    @Test
    void nodeFailuresAreReported() {
        EnvironmentId id =
                worker().start(
                                Spec.node(
                                        """
                                        exports.handler = async (event) => {
                                          if (event === 'reject') { Promise.reject(new Error('lost')); await new Promise(() => setTimeout(() => {}, 5000)); }
                                          throw new RangeError('too far');
                                        };
                                        """));
        Answer thrown = worker().invoke(id);
        assertEquals(Optional.of("Unhandled"), thrown.error());
        assertTrue(
                thrown.text()
                        .startsWith(
                                "{\"errorType\":\"RangeError\",\"errorMessage\":\"too far\",\"trace\":["),
                thrown.text());
        assertTrue(
                worker().invoke(id, "\"reject\"")
                        .text()
                        .startsWith(
                                "{\"errorType\":\"Runtime.UnhandledPromiseRejection\",\"errorMessage\":\"Error:"
                                        + " lost\""));
        assertTrue(worker().invoke(id).text().contains("RangeError"), "it serves again");
    }

    @Test
    void nodeThatCannotLoadTheHandlerSaysWhy() {
        assertTrue(
                worker().invoke(worker().start(Spec.node("exports.other = 1")))
                        .text()
                        .contains(
                                "\"errorType\":\"Runtime.HandlerNotFound\",\"errorMessage\":\"index.handler is undefined or not exported\""));
        assertTrue(
                worker().invoke(worker().start(Spec.node("require('nowhere-to-be-found')")))
                        .text()
                        .contains("\"errorType\":\"Runtime.ImportModuleError\""));
        assertTrue(
                worker().invoke(worker().start(Spec.node("exports.handler = (")))
                        .text()
                        .contains("\"errorType\":\"Runtime.UserCodeSyntaxError\""));
    }

    @Test
    void javaRunsClassesAtTheRootOfThePackage() {
        TestPackage code = new TestPackage();
        JavaSources.compile(17, JAVA_HANDLER)
                .forEach((name, bytes) -> code.with(name, bytes, 0644));
        EnvironmentId id =
                worker().start(Spec.of("java17", "demo.Handler::handleRequest", code).memory(512));
        Answer answer = worker().invoke(id, "{\"name\":\"Ada\"}");
        assertMatches("\\{(\"hello\":\"Ada\"|\"id\":\"[0-9a-f-]{36}\"|,)+\\}", answer.text());
        assertTrue(answer.tail().contains("\nhello Ada\n"), answer.tail());
        Answer failed = worker().invoke(id, "{}");
        assertEquals(Optional.of("Unhandled"), failed.error());
        assertTrue(
                failed.text().contains("\"errorType\":\"java.lang.IllegalArgumentException\""),
                failed.text());
    }

    @Test
    void javaRunsJarsInLib() {
        byte[] jar = JavaSources.jar(JavaSources.compile(17, JAVA_HANDLER));
        EnvironmentId id =
                worker().start(
                                Spec.of(
                                                "java25",
                                                "demo.Handler",
                                                new TestPackage()
                                                        .with("lib/handler.jar", jar, 0644))
                                        .memory(512));
        assertTrue(worker().invoke(id, "{\"name\":\"Bob\"}").text().contains("\"Bob\""));
    }
}
