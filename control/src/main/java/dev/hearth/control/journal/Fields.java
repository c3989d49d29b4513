package dev.hearth.control.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Typed access to one object of a record. Writing replaces the members that are known and leaves
 * the others alone; an absent value removes its member.
 */
final class Fields {
    private final ObjectNode json;

    Fields(ObjectNode json) {
        this.json = json;
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw unreadable(name, "no text");
        }
        return value.stringValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int number(String name) {
        return Math.toIntExact(longNumber(name));
    }

    OptionalInt optionalNumber(String name) {
        return has(name) ? OptionalInt.of(number(name)) : OptionalInt.empty();
    }

    long longNumber(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber()) {
            throw unreadable(name, "no number");
        }
        return value.longValue();
    }

    boolean flag(String name) {
        return required(name).booleanValue();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : required(name)) {
            texts.add(element.stringValue());
        }
        return texts;
    }

    /** None when there is no such member. */
    List<String> optionalTexts(String name) {
        return has(name) ? texts(name) : List.of();
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : required(name).properties()) {
            map.put(member.getKey(), member.getValue().stringValue());
        }
        return map;
    }

    Fields object(String name) {
        if (required(name) instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw unreadable(name, "no object");
    }

    void put(String name, String value) {
        json.put(name, value);
    }

    void put(String name, long value) {
        json.put(name, value);
    }

    void put(String name, boolean value) {
        json.put(name, value);
    }

    void putText(String name, Optional<String> value) {
        value.ifPresentOrElse(text -> json.put(name, text), () -> remove(name));
    }

    void putNumber(String name, OptionalInt value) {
        value.ifPresentOrElse(number -> json.put(name, number), () -> remove(name));
    }

    void putTexts(String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }

    /** No member when there are none. */
    void putOptionalTexts(String name, List<String> texts) {
        if (texts.isEmpty()) {
            remove(name);
        } else {
            putTexts(name, texts);
        }
    }

    void putMap(String name, Map<String, String> map) {
        map.forEach(json.putObject(name)::put);
    }

    /** The object of this name, kept when it is there. */
    Fields within(String name) {
        return new Fields(
                json.get(name) instanceof ObjectNode there ? there : json.putObject(name));
    }

    void remove(String name) {
        json.remove(name);
    }

    private JsonNode required(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            throw unreadable(name, "missing");
        }
        return value;
    }

    private static UnreadableRecordException unreadable(String name, String why) {
        return new UnreadableRecordException("The member '" + name + "' is " + why + ".", null);
    }
}
