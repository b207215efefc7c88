package dev.parley.events.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types for a front end: interfaces {@code ClientToServerEvents} and {@code ServerToClientEvents}, as the type
 * parameters of {@code socket.io-client} are. The interfaces of one namespace are at the top level; those of several
 * namespaces are in a TypeScript namespace each.
 */
final class TypeScriptDocument {

    private static final String HEADER = """
            // Made from the declarations of the server. Do not change it; make it again.

            /** What an event that failed is answered with. */
            export interface EventError {
              code: string;
              message: string;
              details?: unknown;
              timestamp: string;
            }

            /** The acknowledgement of an event that failed. */
            export interface Refused {
              error: EventError;
            }
            """;

    /** Words that are no names of parameters; a name gets an underscore if it is one of them. */
    private static final Set<String> RESERVED = Set.of(
            "arguments",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "eval",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "import",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
            "yield",
            "let",
            "static",
            "implements",
            "interface",
            "package",
            "private",
            "protected",
            "public",
            "await");

    private TypeScriptDocument() {}

    /** Writes the document. */
    static String of(List<NamespaceShape> namespaces, Definitions definitions) {
        StringBuilder text = new StringBuilder(HEADER);
        for (Map.Entry<String, Definition> definition : definitions.all().entrySet()) {
            text.append('\n').append(TypeScriptTypes.declaration(definition.getKey(), definition.getValue()));
        }
        for (NamespaceShape namespace : namespaces) {
            text.append('\n').append(namespaces.size() == 1 ? interfaces(namespace) : apart(namespace));
        }
        return text.toString();
    }

    private static String apart(NamespaceShape namespace) {
        return "/** " + namespace.pattern().text().replace("*/", "") + " */\nexport declare namespace "
                + namespace.identifier() + " {\n" + interfaces(namespace).indent(2) + "}\n";
    }

    private static String interfaces(NamespaceShape namespace) {
        return "export interface ClientToServerEvents {\n"
                + events(namespace.fromClients())
                + "}\n\nexport interface ServerToClientEvents {\n"
                + events(namespace.toClients())
                + "}\n";
    }

    private static String events(List<EventShape> events) {
        return events.stream()
                .map(event -> "  " + TypeScriptTypes.key(event.name()) + ": (" + parameters(event) + ") => void;\n")
                .collect(Collectors.joining());
    }

    private static String parameters(EventShape event) {
        String callback =
                event.acknowledgement().map(TypeScriptDocument::callback).orElse("");
        boolean hasRest = event.arguments().stream().anyMatch(EventShape.Argument::isRest);
        if (hasRest) {
            return "...parameters: [" + tuple(event, callback) + "]";
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < event.arguments().size(); i++) {
            parameters.add(parameter(event, i, callback.isEmpty()));
        }
        if (!callback.isEmpty()) {
            parameters.add("acknowledge: " + callback);
        }
        return String.join(", ", parameters);
    }

    private static String parameter(EventShape event, int index, boolean isLastOptional) {
        EventShape.Argument argument = event.arguments().get(index);
        boolean restIsOptional = event
                .arguments()
                .subList(index, event.arguments().size())
                .stream()
                .allMatch(later -> later.type() instanceof DataType.Maybe);
        String mark = isLastOptional && restIsOptional ? "?: " : ": ";
        return identifier(argument.name()) + mark + orUndefined(argument.type());
    }

    /** An argument that may be missing in the middle is sent as null. */
    private static String orUndefined(DataType type) {
        String expression = TypeScriptTypes.expression(type);
        return type instanceof DataType.Maybe ? expression + " | undefined" : expression;
    }

    private static String tuple(EventShape event, String callback) {
        List<String> elements = new ArrayList<>();
        for (EventShape.Argument argument : event.arguments()) {
            String type = TypeScriptTypes.expression(argument.type());
            String name = identifier(argument.name());
            elements.add(argument.isRest() ? "..." + name + ": Array<" + type + ">" : name + ": " + type);
        }
        if (!callback.isEmpty()) {
            elements.add("acknowledge: " + callback);
        }
        return String.join(", ", elements);
    }

    private static String callback(EventShape.Acknowledgement acknowledgement) {
        if (acknowledgement.type().isEmpty()) {
            return "(...result: unknown[]) => void";
        }
        DataType type = acknowledgement.type().get();
        String refused = acknowledgement.mayRefuse() ? "Refused" : "";
        if (type instanceof DataType.Nothing) {
            return refused.isEmpty() ? "() => void" : "(refused?: Refused) => void";
        }
        return "(result: " + TypeScriptTypes.expression(type) + (refused.isEmpty() ? "" : " | Refused") + ") => void";
    }

    private static String identifier(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_$]", "_");
        return RESERVED.contains(plain) || plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }
}
