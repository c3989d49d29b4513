package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.aws.route.ApiCoverage;
import dev.hearth.aws.route.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiCoverageTest {
    @Test
    void thePageSaysWhatIsBuilt() throws IOException {
        String page = ApiCoverage.render(RouteTable.lambda(), RunningHearth.server().operations());
        Path fresh = Files.writeString(Path.of("target/api-coverage.md"), page);
        assertEquals(
                page,
                Files.readString(HearthScript.ROOT.resolve("docs/api-coverage.md")),
                () -> "docs/api-coverage.md is stale: cp app/" + fresh + " docs/");
    }
}
