package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

final class ListingTest {
    private static final int FUNCTIONS = 60;

    @TempDir private static Path folder;
    private static ControlRig rig;

    @BeforeAll
    static void open() throws IOException {
        rig = ControlRig.open(folder);
        for (int i = 0; i < FUNCTIONS; i++) {
            rig.lambda.createFunction(
                    ControlRig.function("f%02d".formatted(i)).publish(i % 20 == 0).build());
        }
        for (int i = 0; i < 3; i++) {
            String description = "v" + i;
            rig.lambda.updateFunctionConfiguration(
                    r -> r.functionName("f00").timeout(10).description(description));
            rig.lambda.publishVersion(r -> r.functionName("f00"));
        }
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void pagesHoldFiftyWhateverIsAskedFor() {
        ListFunctionsResponse first = rig.lambda.listFunctions(r -> r.maxItems(10_000));
        ListFunctionsResponse second = rig.lambda.listFunctions(r -> r.marker(first.nextMarker()));

        assertEquals(50, first.functions().size());
        assertEquals(FUNCTIONS - 50, second.functions().size());
        assertNull(second.nextMarker());
    }

    @Test
    void pagesOfEverySizeShowEveryFunctionOnceInOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < FUNCTIONS; i++) {
            expected.add("f%02d".formatted(i));
        }
        for (int size : List.of(1, 7, 49, 50)) {
            assertEquals(
                    expected,
                    rig.lambda.listFunctionsPaginator(r -> r.maxItems(size)).functions().stream()
                            .map(FunctionConfiguration::functionName)
                            .toList());
        }
    }

    @Test
    void listingsLeaveOutWhatAwsLeavesOut() {
        FunctionConfiguration listed = rig.lambda.listFunctions().functions().getFirst();

        assertEquals("arn:aws:lambda:us-east-1:000000000000:function:f00", listed.functionArn());
        assertEquals("$LATEST", listed.version());
        assertNull(listed.state());
        assertNull(listed.lastUpdateStatus());
        assertNull(listed.runtimeVersionConfig());
    }

    @Test
    void listsAllVersionsOverPagesOfEverySize() {
        List<String> whole = arns(50);

        assertEquals(FUNCTIONS + 3 + 2 + 1, whole.size());
        assertEquals("arn:aws:lambda:us-east-1:000000000000:function:f00:1", whole.get(1));
        for (int size : List.of(1, 2, 3, 4)) {
            assertEquals(whole, arns(size));
        }
    }

    @Test
    void listsAFunctionsVersions() {
        List<String> versions =
                rig
                        .lambda
                        .listVersionsByFunctionPaginator(r -> r.functionName("f00").maxItems(2))
                        .versions()
                        .stream()
                        .map(FunctionConfiguration::version)
                        .toList();

        assertEquals(List.of("$LATEST", "1", "2", "3", "4"), versions);
    }

    @Test
    void showsTheFunctionsOfItsOwnRegionOnly() throws IOException {
        rig.close();
        ControlConfig abroad = new ControlConfig("000000000000", "eu-west-1", 1_000, Duration.ZERO);
        try (ControlRig other =
                ControlRig.open(folder, abroad, Clock.system(), (_, _) -> () -> {})) {
            assertTrue(other.lambda.listFunctions().functions().isEmpty());
            other.lambda.createFunction(ControlRig.function("f00").build());
            assertEquals(1, other.lambda.listFunctions().functions().size());
            other.lambda.deleteFunction(r -> r.functionName("f00"));
        }
        rig = ControlRig.open(folder);
        assertEquals(50, rig.lambda.listFunctions().functions().size());
    }

    @Test
    void refusesBrokenPaging() {
        for (int count : List.of(0, 10_001)) {
            assertThrows(
                    LambdaException.class, () -> rig.lambda.listFunctions(r -> r.maxItems(count)));
        }
        assertThrows(LambdaException.class, () -> rig.lambda.listFunctions(r -> r.marker("%%%")));
        assertThrows(
                LambdaException.class,
                () -> rig.lambda.listFunctions(r -> r.functionVersion("SOME")));
        LambdaException region =
                assertThrows(
                        LambdaException.class,
                        () -> rig.lambda.listFunctions(r -> r.masterRegion("here")));
        assertTrue(region.awsErrorDetails().errorMessage().contains("'masterRegion'"));
    }

    private static List<String> arns(int size) {
        return rig
                .lambda
                .listFunctionsPaginator(r -> r.functionVersion(FunctionVersion.ALL).maxItems(size))
                .functions()
                .stream()
                .map(FunctionConfiguration::functionArn)
                .toList();
    }
}
