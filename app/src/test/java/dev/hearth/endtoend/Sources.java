package dev.hearth.endtoend;

/** Functions that answer with their version and the event they were given. */
final class Sources {
    static final String PYTHON =
            """
            def handler(event, context):
                print("serving %s")
                return {"version": "%s", "event": event}
            """;

    static final String NODE =
            """
            export const handler = async (event) => {
              console.log("serving %s");
              return { version: "%s", event };
            };
            """;

    static final String JAVA =
            """
            import java.util.LinkedHashMap;
            import java.util.Map;

            public class Echo {
                public Map<String, Object> handle(Map<String, Object> event) {
                    System.out.println("serving %s");
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("version", "%s");
                    answer.put("event", event);
                    return answer;
                }
            }
            """;

    static final String PROVIDED =
            """
            #!/bin/bash
            set -euo pipefail
            api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
            while true; do
                event=$(curl -sS -D /tmp/headers "$api/next")
                id=$(grep -i '^lambda-runtime-aws-request-id:' /tmp/headers | tr -d '\\r' | cut -d ' ' -f 2)
                echo "serving %s"
                curl -sS -o /tmp/reply -d "{\\"version\\":\\"%s\\",\\"event\\":$event}" "$api/$id/response"
            done
            """;

    private Sources() {}

    static String versioned(String source, String version) {
        return source.replace("%s", version);
    }
}
