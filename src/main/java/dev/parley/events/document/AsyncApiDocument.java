package dev.parley.events.document;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.events.declaration.NamespacePattern;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes an AsyncAPI 3.0 document: a channel for each namespace, an operation for each event, {@code receive} for those
 * that clients send and {@code send} for those of the server. The payload of a message is the array of the event's
 * arguments; the acknowledgement of an event is the operation's reply.
 */
final class AsyncApiDocument {

    private static final String ERROR = "EventError";

    private final Map<String, JsonObject> operations = new LinkedHashMap<>();
    private final Definitions definitions;

    private AsyncApiDocument(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Writes the document. */
    static JsonObject of(DocumentInfo info, List<NamespaceShape> namespaces, Definitions definitions) {
        return new AsyncApiDocument(definitions).write(info, namespaces);
    }

    private JsonObject write(DocumentInfo info, List<NamespaceShape> namespaces) {
        JsonObjectBuilder channels = JSON.createObjectBuilder();
        namespaces.forEach(namespace -> channels.add(namespace.identifier(), channel(namespace)));
        JsonObjectBuilder operations = JSON.createObjectBuilder();
        this.operations.forEach(operations::add);
        return JSON.createObjectBuilder()
                .add("asyncapi", "3.0.0")
                .add("id", "urn:socketio:" + info.host().replaceAll("[^A-Za-z0-9.-]", "-"))
                .add("info", info(info))
                .add("defaultContentType", "application/json")
                .add("servers", JSON.createObjectBuilder().add("socketio", server(info)))
                .add("channels", channels)
                .add("operations", operations)
                .add("components", JSON.createObjectBuilder().add("schemas", schemas()))
                .build();
    }

    private static JsonObjectBuilder info(DocumentInfo info) {
        return JSON.createObjectBuilder()
                .add("title", info.title())
                .add("version", info.version())
                .add(
                        "description",
                        "Events over Socket.IO (protocol 5). A channel is a namespace; the payload of a message is the"
                                + " array of the event's arguments.");
    }

    private static JsonObjectBuilder server(DocumentInfo info) {
        return JSON.createObjectBuilder()
                .add("host", info.host())
                .add("pathname", info.path())
                .add("protocol", "wss")
                .add("description", "Socket.IO, over WebSocket or HTTP long-polling");
    }

    private JsonObject channel(NamespaceShape namespace) {
        JsonObjectBuilder messages = JSON.createObjectBuilder();
        UniqueNames keys = new UniqueNames("_");
        namespace.fromClients().forEach(event -> add(namespace, event, "receive", messages, keys));
        namespace.toClients().forEach(event -> add(namespace, event, "send", messages, keys));
        JsonObjectBuilder channel = JSON.createObjectBuilder()
                .add("address", namespace.pattern().text())
                .add("title", "Namespace " + namespace.pattern())
                .add("messages", messages);
        JsonObject parameters = parameters(namespace.pattern());
        return parameters.isEmpty()
                ? channel.build()
                : channel.add("parameters", parameters).build();
    }

    private static JsonObject parameters(NamespacePattern pattern) {
        JsonObjectBuilder parameters = JSON.createObjectBuilder();
        for (String name : pattern.parameters()) {
            parameters.add(name, JSON.createObjectBuilder().add("description", "A part of the namespace's name."));
        }
        return parameters.build();
    }

    private void add(
            NamespaceShape namespace, EventShape event, String action, JsonObjectBuilder messages, UniqueNames keys) {
        String channel = "#/channels/" + namespace.identifier();
        String key = keys.of(keyFor(event.name()));
        messages.add(key, message(event.name(), arguments(event)));
        JsonObjectBuilder operation = JSON.createObjectBuilder()
                .add("action", action)
                .add("channel", reference(channel))
                .add("title", event.name())
                .add("messages", JSON.createArrayBuilder().add(reference(channel + "/messages/" + key)));
        event.acknowledgement().ifPresent(acknowledgement -> {
            String reply = keys.of(keyFor(event.name() + ".acknowledgement"));
            messages.add(reply, message(event.name() + " acknowledgement", answer(acknowledgement)));
            operation.add(
                    "reply",
                    JSON.createObjectBuilder()
                            .add("channel", reference(channel))
                            .add("messages", JSON.createArrayBuilder().add(reference(channel + "/messages/" + reply))));
        });
        operations.put(namespace.identifier() + "." + action + "." + key, operation.build());
    }

    /** AsyncAPI allows fewer characters in keys than Socket.IO allows in the names of events. */
    private static String keyFor(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static JsonObjectBuilder message(String name, JsonObject payload) {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("title", name)
                .add("contentType", "application/json")
                .add("payload", payload);
    }

    private static JsonObject arguments(EventShape event) {
        List<JsonObject> items = new ArrayList<>();
        Optional<DataType> rest = Optional.empty();
        int required = 0;
        for (EventShape.Argument argument : event.arguments()) {
            if (argument.isRest()) {
                rest = Optional.of(argument.type());
            } else {
                items.add(titled(argument));
                required = argument.type() instanceof DataType.Maybe ? required : required + 1;
            }
        }
        return tuple(items, required, rest);
    }

    private static JsonObject titled(EventShape.Argument argument) {
        JsonObject schema = JsonSchemas.of(argument.type());
        // Beside a reference, draft 7 ignores everything.
        return schema.containsKey("$ref")
                ? schema
                : JSON.createObjectBuilder(schema).add("title", argument.name()).build();
    }

    private static JsonObject tuple(List<JsonObject> items, int required, Optional<DataType> rest) {
        JsonObjectBuilder array =
                JSON.createObjectBuilder().add("type", "array").add("minItems", required);
        if (items.isEmpty()) {
            // A list of no schemas is not allowed.
            return rest.map(type -> array.add("items", JsonSchemas.of(type)))
                    .orElseGet(() -> array.add("maxItems", 0))
                    .build();
        }
        JsonArrayBuilder schemas = JSON.createArrayBuilder();
        items.forEach(schemas::add);
        array.add("items", schemas);
        return rest.map(type -> array.add("additionalItems", JsonSchemas.of(type)))
                .orElseGet(() -> array.add("additionalItems", false))
                .build();
    }

    private static JsonObject answer(EventShape.Acknowledgement acknowledgement) {
        if (acknowledgement.type().isEmpty()) {
            return JSON.createObjectBuilder().add("type", "array").build();
        }
        DataType type = acknowledgement.type().get();
        JsonArrayBuilder values = JSON.createArrayBuilder();
        if (!(type instanceof DataType.Nothing)) {
            values.add(JsonSchemas.of(type));
        }
        if (acknowledgement.mayRefuse()) {
            values.add(refused());
        }
        boolean isEmpty = type instanceof DataType.Nothing && !acknowledgement.mayRefuse();
        List<JsonObject> items = isEmpty
                ? List.of()
                : List.of(JSON.createObjectBuilder().add("anyOf", values).build());
        return tuple(items, type instanceof DataType.Nothing ? 0 : 1, Optional.empty());
    }

    private static JsonObjectBuilder refused() {
        return JSON.createObjectBuilder()
                .add("type", "object")
                .add("properties", JSON.createObjectBuilder().add("error", reference("#/components/schemas/" + ERROR)))
                .add("required", JSON.createArrayBuilder().add("error"));
    }

    private static JsonObject reference(String to) {
        return JSON.createObjectBuilder().add("$ref", to).build();
    }

    private JsonObjectBuilder schemas() {
        Map<String, JsonObject> schemas = new TreeMap<>();
        definitions.all().forEach((name, definition) -> schemas.put(name, JsonSchemas.of(definition)));
        schemas.put(ERROR, error());
        JsonObjectBuilder all = JSON.createObjectBuilder();
        schemas.forEach(all::add);
        return all;
    }

    private static JsonObject error() {
        JsonObject text = JSON.createObjectBuilder().add("type", "string").build();
        return JSON.createObjectBuilder()
                .add("type", "object")
                .add(
                        "properties",
                        JSON.createObjectBuilder()
                                .add("code", text)
                                .add("message", text)
                                .add("details", JSON.createObjectBuilder())
                                .add(
                                        "timestamp",
                                        JSON.createObjectBuilder()
                                                .add("type", "string")
                                                .add("format", "date-time")))
                .add(
                        "required",
                        JSON.createArrayBuilder().add("code").add("message").add("timestamp"))
                .build();
    }
}
