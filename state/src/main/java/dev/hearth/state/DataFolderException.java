package dev.hearth.state;

import java.io.IOException;

/** A data folder that cannot be used, in a sentence for whoever started the server. */
public final class DataFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    DataFolderException(String sentence) {
        super(sentence);
    }

    DataFolderException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
