package dev.hearth.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hearth} itself: says what there is. */
@Command(
        name = "hearth",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "AWS Lambda on machines you own.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth run examples/hello-python --event '{\"name\":\"Ada\"}'",
            "        deploy a folder and call it; no server need be running",
            "  ./hearth up",
            "        the Lambda API on http://127.0.0.1:4566, until Ctrl-C",
            "  aws --endpoint-url http://127.0.0.1:4566 lambda list-functions",
            "        the AWS CLI, the SDKs and Terraform work as they are",
            "",
            "Each command teaches itself: ./hearth COMMAND --help",
            "Exit codes: 0 done, 1 the function failed, 2 refused, 70 a fault of Hearth's own."
        })
final class HearthCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Terminal terminal;

    HearthCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCodes.REFUSED;
    }
}
