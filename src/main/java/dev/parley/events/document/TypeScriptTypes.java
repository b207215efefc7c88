package dev.parley.events.document;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes types in TypeScript. */
final class TypeScriptTypes {

    private TypeScriptTypes() {}

    /** The expression for a type. */
    static String expression(DataType type) {
        if (type instanceof DataType.Reference reference) {
            return reference.name();
        }
        if (type instanceof DataType.ListOf list) {
            return "Array<" + expression(list.element()) + ">";
        }
        if (type instanceof DataType.MapOf map) {
            return "Record<string, " + expression(map.value()) + ">";
        }
        if (type instanceof DataType.Maybe maybe) {
            return expression(maybe.value()) + " | null";
        }
        if (type instanceof DataType.Constrained constrained) {
            return expression(constrained.value());
        }
        return simple(type);
    }

    private static String simple(DataType type) {
        if (type instanceof DataType.Text) {
            return "string";
        }
        if (type instanceof DataType.Numeric) {
            return "number";
        }
        if (type instanceof DataType.Bool) {
            return "boolean";
        }
        if (type instanceof DataType.Bytes) {
            return "ArrayBuffer | Uint8Array";
        }
        return type instanceof DataType.Nothing ? "void" : "unknown";
    }

    /** The declaration of a type with a name. */
    static String declaration(String name, Definition definition) {
        if (definition instanceof Definition.Choice choice) {
            return "export type " + name + " = "
                    + choice.values().stream().map(TypeScriptTypes::text).collect(Collectors.joining(" | ")) + ";\n";
        }
        if (definition instanceof Definition.Union union) {
            return "export type " + name + " = "
                    + union.alternatives().stream()
                            .map(DataType.Reference::name)
                            .collect(Collectors.joining(" | "))
                    + ";\n";
        }
        return structure(name, (Definition.Structure) definition);
    }

    private static String structure(String name, Definition.Structure structure) {
        StringBuilder text = new StringBuilder("export interface " + name + " {\n");
        for (Map.Entry<String, String> constant : structure.constants().entrySet()) {
            text.append("  ").append(key(constant.getKey())).append(": ");
            text.append(text(constant.getValue())).append(";\n");
        }
        for (Definition.Property property : structure.properties()) {
            text.append("  ")
                    .append(key(property.name()))
                    .append(member(property.type()))
                    .append(";\n");
        }
        return text.append("}\n").toString();
    }

    /** JSON-B leaves a member without a value out, so such a member is optional. */
    private static String member(DataType type) {
        return type instanceof DataType.Maybe maybe ? "?: " + expression(maybe.value()) : ": " + expression(type);
    }

    /** A member's name, in quotes unless it is an identifier. */
    static String key(String name) {
        return name.matches("[A-Za-z_$][A-Za-z0-9_$]*") ? name : text(name);
    }

    /** A text literal. */
    static String text(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            boolean isPlain = c >= ' ' && c < 127 && c != '"' && c != '\\';
            literal.append(isPlain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return literal.append('"').toString();
    }
}
