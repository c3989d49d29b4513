package dev.hearth.app.cli;

import dev.hearth.app.cli.ServerClient.Invoked;
import dev.hearth.app.cli.Terminal.Style;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Shows what an invoke gave: its log on {@code err}, its answer on {@code out}. */
final class InvocationReport {
    private final Terminal terminal;

    InvocationReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The answer, and before it the log when that is wanted. Returns the command's exit code. */
    int show(Invoked invoked, boolean withLog) {
        if (withLog) {
            invoked.log().lines().forEach(line -> terminal.say(painted(line)));
        }
        terminal.answer(
                invoked.error().isPresent()
                        ? terminal.onOut(Style.RED, invoked.answer())
                        : invoked.answer());
        return exitCode(invoked);
    }

    /** All of it as one JSON object. Returns the command's exit code. */
    int showJson(String function, Invoked invoked) {
        ObjectNode all = ServerClient.JSON.createObjectNode();
        all.put("function", function);
        all.put("requestId", invoked.requestId());
        try {
            all.set("answer", ServerClient.JSON.readTree(invoked.answer()));
        } catch (JacksonException notJson) {
            all.put("answer", invoked.answer());
        }
        invoked.error().ifPresent(error -> all.put("functionError", error));
        all.put("log", invoked.log());
        terminal.answer(all.toString());
        return exitCode(invoked);
    }

    private String painted(String line) {
        boolean platform =
                line.startsWith("START ")
                        || line.startsWith("END ")
                        || line.startsWith("REPORT ")
                        || line.startsWith("INIT_");
        return platform ? terminal.onErr(Style.DIM, line.strip()) : line;
    }

    private static int exitCode(Invoked invoked) {
        return invoked.error().isPresent() ? ExitCodes.FUNCTION_FAILED : ExitCodes.OK;
    }
}
