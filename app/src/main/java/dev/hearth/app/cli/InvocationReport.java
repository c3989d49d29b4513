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

    /**
     * All of it as one JSON object, or the answer and before it the log when that is wanted.
     *
     * @return the command's exit code
     */
    int show(String function, Invoked invoked, boolean json, boolean withLog) {
        if (json) {
            showJson(function, invoked);
        } else {
            showText(invoked, withLog);
        }
        return invoked.error().isPresent() ? ExitCodes.FUNCTION_FAILED : ExitCodes.OK;
    }

    private void showText(Invoked invoked, boolean withLog) {
        if (withLog) {
            invoked.log().lines().forEach(line -> terminal.say(painted(line)));
        }
        terminal.answer(
                invoked.error().isPresent()
                        ? terminal.onOut(Style.RED, invoked.answer())
                        : invoked.answer());
    }

    private void showJson(String function, Invoked invoked) {
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
    }

    private String painted(String line) {
        boolean platform =
                line.startsWith("START ")
                        || line.startsWith("END ")
                        || line.startsWith("REPORT ")
                        || line.startsWith("INIT_");
        return platform ? terminal.onErr(Style.DIM, line.strip()) : line;
    }
}
