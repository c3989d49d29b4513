package dev.hearth.app;

import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.DamagedJournalException;
import dev.hearth.state.DataFolderException;

/** Why a server did not start, in words for the person who started it. */
final class StartFailure {
    private StartFailure() {}

    static RuntimeException explain(ServerOptions options, Exception failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case DataFolderException folder -> taken(options, folder);
            case DamagedJournalException queue ->
                    new Refusal(queue.problem(), queue.advice(), queue);
            case BrokerException queue ->
                    new Refusal(
                            "The server did not start: " + queue.getMessage(),
                            "Look at the disk and permissions of "
                                    + options.data()
                                    + ", and at the lines before this one.",
                            queue);
            default ->
                    new Refusal(
                            "The server did not start: " + failure,
                            "Look at the disk and permissions of "
                                    + options.data()
                                    + ", and at what ./hearth doctor says.",
                            failure);
        };
    }

    private static Refusal taken(ServerOptions options, DataFolderException folder) {
        String advice =
                AddressFile.read(options.data())
                        .map(uri -> "The last server that had it said it listens at " + uri + ".")
                        .orElse("See what uses it, or name another with --data.");
        return new Refusal(String.valueOf(folder.getMessage()), advice, folder);
    }
}
