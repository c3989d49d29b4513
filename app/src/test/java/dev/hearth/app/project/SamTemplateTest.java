package dev.hearth.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamTemplateTest {
    private static final String TWO_FUNCTIONS =
            """
            AWSTemplateFormatVersion: '2010-09-09'
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: {Type: String, Default: trial}
            Globals:
              Function:
                Runtime: python3.12
                Timeout: 10
                Environment:
                  Variables: {LEVEL: info, STAGE: !Ref Stage}
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub "${Stage}-reader"
                  CodeUri: reader/
                  Handler: app.read
                  Environment:
                    Variables: {LEVEL: debug, TABLE: !GetAtt Table.Arn}
                  Events:
                    Api:
                      Type: Api
                      Properties: {Path: /, Method: get, RestApiId: !If [A, !Ref B, {Ref: C}]}
              Writer:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: app.write
                  MemorySize: 256
                  Timeout: {Ref: Seconds}
            """;

    @TempDir Path folder;

    @Test
    void aFunctionsOwnPropertiesComeBeforeThoseOfAll() throws IOException {
        FunctionSettings reader = template(TWO_FUNCTIONS).function(Optional.of("Reader"));
        assertEquals(Optional.of("${Stage}-reader"), reader.name());
        assertEquals(Optional.of("python3.12"), reader.runtime());
        assertEquals(Optional.of("app.read"), reader.handler());
        assertEquals(Optional.of(folder.resolve("reader")), reader.code());
        assertEquals(Optional.of(10), reader.timeoutSeconds());
        assertEquals(
                Map.of("LEVEL", "debug", "STAGE", "trial", "TABLE", "Table.Arn"),
                reader.environment());
    }

    @Test
    void oneOfSeveralHasToBeNamed() throws IOException {
        SamTemplate template = template(TWO_FUNCTIONS);
        assertEquals(List.of("Reader", "Writer"), template.logicalIds());
        Refusal refusal = assertThrows(Refusal.class, () -> template.function(Optional.empty()));
        assertTrue(refusal.advice().contains("Reader, Writer"), refusal.advice());
        assertThrows(Refusal.class, () -> template.function(Optional.of("Nobody")));
    }

    @Test
    void whatIsNoNumberIsRefused() throws IOException {
        Refusal refusal =
                assertThrows(
                        Refusal.class,
                        () -> template(TWO_FUNCTIONS).function(Optional.of("Writer")));
        assertTrue(refusal.problem().contains("Timeout"), refusal.problem());
    }

    @Test
    void aNewNameIsForTheOnlyFunction() throws IOException {
        SamTemplate template =
                template(
                        """
                        Resources:
                          Only:
                            Type: AWS::Serverless::Function
                            Properties: {Handler: app.handler, Runtime: nodejs20.x}
                        """);
        assertEquals(
                Optional.of("app.handler"), template.function(Optional.of("renamed")).handler());
    }

    @Test
    void aTemplateWithoutFunctionsIsNone() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), "Resources: {}\n");
        assertTrue(SamTemplate.in(folder).isEmpty());
    }

    @Test
    void aDamagedTemplateIsNamed() throws IOException {
        Refusal refusal = assertThrows(Refusal.class, () -> template("Resources: [\n"));
        assertTrue(refusal.problem().contains("template.yaml"), refusal.problem());
    }

    private SamTemplate template(String text) throws IOException {
        Files.writeString(folder.resolve("template.yaml"), text);
        return SamTemplate.in(folder).orElseThrow();
    }
}
