package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runtimes of a language: an interpreter of the host's, with a client in front of it. */
final class InterpretedFamily implements RuntimeFamily {
    private final InterpretedLanguage language;
    private final ClientFiles clients;

    InterpretedFamily(InterpretedLanguage language, ClientFiles clients) {
        this.language = language;
        this.clients = clients;
    }

    @Override
    public boolean takes(String identifier) {
        return language.wanted(identifier).isPresent();
    }

    @Override
    public LanguageRuntime find(String identifier, RuntimeFallback fallback) {
        Version wanted = language.wanted(identifier).orElseThrow();
        Choice choice =
                new Choice(
                        language.candidates(wanted),
                        language::ask,
                        found -> language.fits(found, wanted));
        return choice.pick(wanted, fallback)
                .map(interpreter ->
                        new Interpreted(language, interpreter, clients.folder(language.client())))
                .orElseThrow(() -> missing(identifier, wanted, choice));
    }

    private ApiException missing(String identifier, Version wanted, Choice choice) {
        return new ApiException(
                ErrorCode.INVALID_RUNTIME,
                ("The runtime %s needs a %s %s, which this host does not have%s."
                                + " Install it (%s), or start the server with"
                                + " --runtime-fallback nearest.")
                        .formatted(
                                identifier,
                                language.title(),
                                wanted.text(),
                                choice.instead(),
                                language.remedy(wanted)));
    }

    private record Interpreted(InterpretedLanguage kind, Interpreter interpreter, Path clientFolder)
            implements LanguageRuntime {
        @Override
        public String version() {
            return kind.name() + ":" + interpreter.version().text();
        }

        @Override
        public Optional<Path> client() {
            return Optional.of(clientFolder);
        }

        @Override
        public Optional<Path> language() {
            return interpreter.language();
        }

        @Override
        public List<String> command(Sandbox.Paths inside, FunctionConfig function) {
            return kind.command(interpreter, inside, function);
        }

        @Override
        public Map<String, String> variables(Sandbox.Paths inside) {
            return kind.variables(interpreter, inside);
        }
    }
}
