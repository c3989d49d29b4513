package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The functions of a SAM template, as far as running one of them needs. CloudFormation's own tags
 * ({@code !Ref}, {@code !Sub}, ...) are read as the text they are written with, except that a
 * reference to a parameter with a default becomes that default.
 */
public final class SamTemplate {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final List<String> FILES =
            List.of("template.yaml", "template.yml", "template.json");

    private final Path file;
    private final Map<String, Object> root;

    private SamTemplate(Path file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
    }

    /** The folder's template, when it has one that describes a serverless function. */
    public static Optional<SamTemplate> in(Path folder) {
        return FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(SamTemplate::read)
                .filter(template -> !template.logicalIds().isEmpty());
    }

    /** The logical ids of its functions, in the order written. */
    public List<String> logicalIds() {
        List<String> ids = new ArrayList<>();
        map(root.get("Resources"))
                .forEach((id, resource) -> {
                    if (FUNCTION.equals(map(resource).get("Type"))) {
                        ids.add(id);
                    }
                });
        return ids;
    }

    /**
     * The settings of one function.
     *
     * @param wanted its logical id or {@code FunctionName}; may be empty when there is only one
     */
    public FunctionSettings function(Optional<String> wanted) {
        List<String> ids = logicalIds();
        if (wanted.isEmpty() && ids.size() > 1) {
            throw new Refusal(
                    file + " has " + ids.size() + " functions.",
                    "Say which one with --name: " + String.join(", ", ids));
        }
        return ids.stream()
                .filter(id ->
                        wanted.isEmpty() || wanted.get().equals(id) || wanted.equals(nameOf(id)))
                .findFirst()
                .map(this::settings)
                // A name that the template does not know is a new name for its only function.
                .or(() ->
                        ids.size() == 1 ? Optional.of(settings(ids.getFirst())) : Optional.empty())
                .orElseThrow(() ->
                        new Refusal(
                                file + " has no function " + wanted.orElseThrow() + ".",
                                "It has: " + String.join(", ", ids)));
    }

    private Optional<String> nameOf(String id) {
        return text(properties(id).get("FunctionName"));
    }

    private FunctionSettings settings(String id) {
        Map<String, Object> properties = properties(id);
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        Map<String, String> environment = new LinkedHashMap<>();
        map(map(properties.get("Environment")).get("Variables"))
                .forEach((key, value) -> text(value).ifPresent(v -> environment.put(key, v)));
        return new FunctionSettings(
                text(properties.get("FunctionName")).or(() -> Optional.of(id)),
                text(properties.get("Runtime")),
                text(properties.get("Handler")),
                text(properties.get("CodeUri")).map(folder::resolve).map(Path::normalize),
                number(id, "MemorySize", properties),
                number(id, "Timeout", properties),
                environment);
    }

    /** The function's own properties over those of {@code Globals}. */
    private Map<String, Object> properties(String id) {
        Map<String, Object> global = map(map(root.get("Globals")).get("Function"));
        Map<String, Object> own = map(map(map(root.get("Resources")).get(id)).get("Properties"));
        Map<String, Object> merged = new LinkedHashMap<>(global);
        merged.putAll(own);
        Map<String, Object> variables =
                new LinkedHashMap<>(map(map(global.get("Environment")).get("Variables")));
        variables.putAll(map(map(own.get("Environment")).get("Variables")));
        if (!variables.isEmpty()) {
            merged.put("Environment", Map.of("Variables", variables));
        }
        return merged;
    }

    private Optional<Integer> number(String id, String key, Map<String, Object> properties) {
        return text(properties.get(key))
                .map(value -> {
                    try {
                        return Integer.valueOf(value);
                    } catch (NumberFormatException e) {
                        throw new Refusal(
                                "%s: %s of %s is %s, not a whole number."
                                        .formatted(file, key, id, value),
                                "Correct it, or give the value on the command line.",
                                e);
                    }
                });
    }

    /** A scalar as text, with a reference to a parameter resolved; nothing for anything else. */
    private Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Reference(String name) ->
                    text(map(map(root.get("Parameters")).get(name)).get("Default"))
                            .or(() -> Optional.of(name));
            case Map<?, ?> map when map.get("Ref") instanceof String name ->
                    text(new Reference(name));
            case Map<?, ?> _, List<?> _ -> Optional.empty();
            default -> Optional.of(value.toString());
        };
    }

    @SuppressWarnings("unchecked") // YAML mappings are loaded with text keys only
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static SamTemplate read(Path file) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            Object root =
                    new Load(settings, new TagConstructor(settings))
                            .loadFromString(Files.readString(file));
            return new SamTemplate(file, map(root));
        } catch (IOException | YamlEngineException e) {
            throw new Refusal(
                    "Cannot read " + file + ": " + e.getMessage(),
                    "Correct it, or give --runtime and --handler and keep it out of the folder.",
                    e);
        }
    }

    /** {@code !Ref name}. */
    private record Reference(String name) {}

    /** Reads a tag it does not know as the plain value that it stands before. */
    private static final class TagConstructor extends StandardConstructor {
        TagConstructor(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            Tag tag = node.getTag();
            if (!tag.getValue().startsWith("!") || tag.getValue().length() < 2) {
                return super.findConstructorFor(node);
            }
            return Optional.of(n ->
                    switch (n) {
                        case ScalarNode scalar when tag.getValue().equals("!Ref") ->
                                new Reference(scalar.getValue());
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> n.toString();
                    });
        }
    }
}
