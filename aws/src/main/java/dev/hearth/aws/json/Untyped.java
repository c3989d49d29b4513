package dev.hearth.aws.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Members whose content the model leaves open: any JSON value at all. */
final class Untyped {
    private Untyped() {}

    /** The value the parser stands at. */
    static Document read(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> readMap(in);
            case START_ARRAY -> readList(in);
            case VALUE_STRING -> Document.fromString(in.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(in.getString());
            case VALUE_TRUE -> Document.fromBoolean(true);
            case VALUE_FALSE -> Document.fromBoolean(false);
            default -> Document.fromNull();
        };
    }

    static void write(Document document, JsonGenerator out) {
        if (document.isString()) {
            out.writeString(document.asString());
        } else if (document.isBoolean()) {
            out.writeBoolean(document.asBoolean());
        } else if (document.isNumber()) {
            out.writeNumber(document.asNumber().stringValue());
        } else if (document.isList()) {
            writeList(document.asList(), out);
        } else if (document.isMap()) {
            writeMap(document.asMap(), out);
        } else {
            out.writeNull();
        }
    }

    private static Document readMap(JsonParser in) {
        Map<String, Document> values = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, read(in));
        }
        return Document.fromMap(values);
    }

    private static Document readList(JsonParser in) {
        List<Document> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(in));
        }
        return Document.fromList(values);
    }

    private static void writeMap(Map<String, Document> map, JsonGenerator out) {
        out.writeStartObject();
        map.forEach((name, value) -> {
            out.writeName(name);
            write(value, out);
        });
        out.writeEndObject();
    }

    private static void writeList(List<Document> list, JsonGenerator out) {
        out.writeStartArray();
        list.forEach(value -> write(value, out));
        out.writeEndArray();
    }
}
