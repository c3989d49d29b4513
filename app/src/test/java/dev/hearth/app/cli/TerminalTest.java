package dev.hearth.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.app.cli.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void colourIsForTerminalsOnly() {
        Map<String, String> env = Map.of("TERM", "xterm");
        assertEquals("\u001b[31mno\u001b[0m", terminal("out,err", env).onOut(Style.RED, "no"));
        assertEquals("no", terminal("err", env).onOut(Style.RED, "no"));
        assertEquals("\u001b[31mno\u001b[0m", terminal("err", env).onErr(Style.RED, "no"));
    }

    @Test
    void colourIsNotForWhoDoesNotWantIt() {
        assertEquals(
                "no",
                terminal("out", Map.of("TERM", "xterm", "NO_COLOR", "1")).onOut(Style.RED, "no"));
        assertEquals("no", terminal("out", Map.of("TERM", "dumb")).onOut(Style.RED, "no"));
        assertEquals("no", terminal("out", Map.of()).onOut(Style.RED, "no"));
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        terminal("", Map.of())
                .table(List.of("A", "B"), List.of("long"), item -> List.of(item, "x"));
        assertEquals("A     B\nlong  x\n", out.toString(StandardCharsets.UTF_8));
    }

    private Terminal terminal(String interactive, Map<String, String> env) {
        return Terminal.of(stream, stream, interactive, env);
    }
}
