package dev.parley.events.document;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Writes types as JSON Schema, draft 7, which is what AsyncAPI takes without further words. */
final class JsonSchemas {

    private JsonSchemas() {}

    /** The schema of a type; types with names are referred to below {@code components/schemas}. */
    static JsonObject of(DataType type) {
        if (type instanceof DataType.Reference reference) {
            return JSON.createObjectBuilder()
                    .add("$ref", "#/components/schemas/" + reference.name())
                    .build();
        }
        if (type instanceof DataType.ListOf list) {
            return typed("array").add("items", of(list.element())).build();
        }
        if (type instanceof DataType.MapOf map) {
            return typed("object").add("additionalProperties", of(map.value())).build();
        }
        if (type instanceof DataType.Maybe maybe) {
            JsonArrayBuilder alternatives =
                    JSON.createArrayBuilder().add(of(maybe.value())).add(typed("null"));
            return JSON.createObjectBuilder().add("oneOf", alternatives).build();
        }
        if (type instanceof DataType.Constrained constrained) {
            return constrained(of(constrained.value()), constrained.keywords());
        }
        return simple(type);
    }

    private static JsonObject simple(DataType type) {
        if (type instanceof DataType.Text text) {
            JsonObjectBuilder schema = typed("string");
            return text.format().isEmpty()
                    ? schema.build()
                    : schema.add("format", text.format()).build();
        }
        if (type instanceof DataType.Numeric numeric) {
            return typed(numeric.isInteger() ? "integer" : "number").build();
        }
        if (type instanceof DataType.Bool) {
            return typed("boolean").build();
        }
        if (type instanceof DataType.Bytes) {
            return typed("string")
                    .add("format", "binary")
                    .add("description", "bytes, sent as an attachment")
                    .build();
        }
        return type instanceof DataType.Nothing ? typed("null").build() : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject constrained(JsonObject schema, Map<String, Object> keywords) {
        // Beside a reference, draft 7 ignores everything.
        boolean isReference = schema.containsKey("$ref");
        JsonObjectBuilder constrained = isReference
                ? JSON.createObjectBuilder()
                        .add("allOf", JSON.createArrayBuilder().add(schema))
                : JSON.createObjectBuilder(schema);
        new TreeMap<>(keywords).forEach((keyword, value) -> constrained.add(keyword, value(value)));
        return constrained.build();
    }

    private static JsonValue value(Object value) {
        if (value instanceof BigDecimal decimal) {
            return JSON.createValue(decimal);
        }
        return value instanceof Number number
                ? JSON.createValue(number.longValue())
                : JSON.createValue(value.toString());
    }

    /** The schema of a type with a name. */
    static JsonObject of(Definition definition) {
        if (definition instanceof Definition.Choice choice) {
            JsonArrayBuilder values = JSON.createArrayBuilder();
            choice.values().forEach(values::add);
            return typed("string").add("enum", values).build();
        }
        if (definition instanceof Definition.Union union) {
            JsonArrayBuilder alternatives = JSON.createArrayBuilder();
            union.alternatives().forEach(alternative -> alternatives.add(of(alternative)));
            return JSON.createObjectBuilder()
                    .add("oneOf", alternatives)
                    .add("discriminator", union.key())
                    .build();
        }
        return structure((Definition.Structure) definition);
    }

    private static JsonObject structure(Definition.Structure structure) {
        JsonObjectBuilder properties = JSON.createObjectBuilder();
        JsonArrayBuilder required = JSON.createArrayBuilder();
        structure.constants().forEach((name, value) -> {
            properties.add(name, typed("string").add("const", value));
            required.add(name);
        });
        for (Definition.Property property : structure.properties()) {
            boolean isOptional = property.type() instanceof DataType.Maybe;
            DataType type = property.type() instanceof DataType.Maybe maybe ? maybe.value() : property.type();
            properties.add(property.name(), of(type));
            if (!isOptional) {
                required.add(property.name());
            }
        }
        return typed("object")
                .add("properties", properties)
                .add("required", required)
                .build();
    }

    private static JsonObjectBuilder typed(String type) {
        return JSON.createObjectBuilder().add("type", type);
    }
}
