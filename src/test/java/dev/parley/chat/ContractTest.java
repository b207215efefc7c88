package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.EventPayload;
import dev.parley.chat.payload.MessageType;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.presence.PresenceStatus;
import dev.parley.socketio.IncomingEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events as they are declared, in {@code contract.md}, in the README and in TypeScript are the same. */
class ContractTest {

    private static final Pattern CLIENT_EVENT = Pattern.compile("ClientEvent<(.+), (\\w+)>");

    private final TypeScriptContract typeScript = new TypeScriptContract();
    private final PayloadReader payloads = new PayloadReader(TestChat.VALIDATOR);

    @Test
    void everyEventOfClientsHasAHandler() {
        for (String event : ChatEvents.OF_CLIENTS) {
            assertThat(new TestChat().joins("alice").ask(event).toString())
                    .as(event)
                    .doesNotContain("There is no such event");
        }
    }

    @Test
    void typeScriptHasTheNamesOfAllEvents() {
        Set<String> all = new TreeSet<>(ChatEvents.OF_CLIENTS);
        all.addAll(ChatEvents.OF_SERVER);

        assertThat(typeScript.words("WebSocketEvent")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(typeScript.fieldNames("ClientEvents")).containsExactlyInAnyOrderElementsOf(ChatEvents.OF_CLIENTS);
        assertThat(typeScript.fieldNames("ServerEvents")).containsExactlyInAnyOrderElementsOf(ChatEvents.OF_SERVER);
    }

    @Test
    void typeScriptHasTheSameWords() {
        assertThat(typeScript.words("MessageType")).containsExactlyInAnyOrderElementsOf(texts(MessageType.values()));
        assertThat(typeScript.words("PresenceStatus"))
                .containsExactlyInAnyOrderElementsOf(texts(PresenceStatus.values()));
        assertThat(typeScript.words("WebSocketErrorCode"))
                .containsExactlyInAnyOrderElementsOf(texts(ErrorCode.values()));
    }

    private static List<String> texts(Object[] constants) {
        return Stream.of(constants).map(Object::toString).toList();
    }

    static List<ServerEvent> serverEvents() {
        return List.copyOf(ChatEvents.ofServer());
    }

    @ParameterizedTest
    @MethodSource("serverEvents")
    void typeScriptHasTheFieldsOfWhatTheServerSends(ServerEvent event) {
        String type = typeScript.fields("ServerEvents").get(event.name());

        switch (event.payload()) {
            case ServerEvent.ANYTHING -> assertThat(type).isEqualTo("unknown");
            case ServerEvent.NOTHING -> assertThat(type).isEqualTo("void");
            default -> assertThat(typeScript.fieldNames(type)).isEqualTo(Declared.fields(event.payload()));
        }
    }

    static List<ClientEvent<?>> clientEvents() {
        return List.copyOf(ChatEvents.ofClients());
    }

    @ParameterizedTest
    @MethodSource("clientEvents")
    void typeScriptHasTheFieldsOfAcknowledgements(ClientEvent<?> event) {
        String type = types(event).group(2);

        Set<String> fields = type.equals("void") ? Set.of() : typeScript.fieldNames(type);
        assertThat(fields).isEqualTo(Declared.fields(event.acknowledgement()));
    }

    @ParameterizedTest
    @MethodSource("clientEvents")
    void whatTypeScriptAllowsIsReadAndWhatItAsksForIsAskedFor(ClientEvent<?> event) throws RefusedException {
        for (String type : types(event).group(1).split(" \\| ")) {
            if (typeScript.hasInterface(type)) {
                requireFields(event, typeScript.fields(type));
            } else if (type.equals("void")) {
                read(event, List.of());
            } else {
                for (String sample : typeScript.samples(type)) {
                    read(event, List.of(ChatClient.parse(sample)));
                }
            }
        }
    }

    /** Each payload with all that is required and one field that is not is accepted, and no other field is looked at. */
    private void requireFields(ClientEvent<?> event, Map<String, String> fields) throws RefusedException {
        Set<String> looked = new HashSet<>();
        for (Map.Entry<String, String> one : fields.entrySet()) {
            for (String sample : typeScript.samples(one.getValue())) {
                Map<String, String> payload = required(fields);
                payload.put(name(one.getKey()), sample);
                read(event, List.of(watched(json(payload), looked)));
            }
            if (!one.getKey().endsWith("?")) {
                Map<String, String> payload = required(fields);
                payload.remove(one.getKey());
                assertThatThrownBy(() -> read(event, List.of(json(payload))))
                        .as(event.name() + " without " + one.getKey())
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refusal -> assertThat(refusal.details().getString("field"))
                                        .isEqualTo(one.getKey()));
            }
        }
        assertThat(looked)
                .as("the fields of " + event.name() + " that are read")
                .isEqualTo(fields.keySet().stream().map(ContractTest::name).collect(Collectors.toSet()));
    }

    @Test
    void whatTypeScriptCallsIgnoredIsIgnored() {
        for (ClientEvent<?> event : ChatEvents.ofClients()) {
            assertThat(types(event).group(1).equals("void"))
                    .as(event.name())
                    .isEqualTo(event.payload() == EventPayload.IGNORED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/contract.md", "README.md"})
    void theDocumentsHaveWhatClientsSend(String document) throws IOException {
        Map<String, List<String>> rows = table(document, "| event | payload | acknowledgement");

        assertThat(rows.keySet()).isEqualTo(ChatEvents.OF_CLIENTS);
        for (ClientEvent<?> event : ChatEvents.ofClients()) {
            List<String> cells = rows.get(event.name());
            Set<String> read = Stream.of(types(event).group(1).split(" \\| "))
                    .filter(typeScript::hasInterface)
                    .flatMap(type -> typeScript.fieldNames(type).stream())
                    .collect(Collectors.toSet());
            assertThat(Declared.fields(cells.get(1))).as(event.name()).isEqualTo(read);
            assertThat(Declared.fields(cells.get(2)))
                    .as("the acknowledgement of " + event.name())
                    .isEqualTo(Declared.fields(event.acknowledgement()));
            if (cells.size() > 3) {
                assertThat(cells.get(3).contains("`" + ChatEvents.ROOM_ERROR.name() + "`"))
                        .as("the error event of " + event.name())
                        .isEqualTo(event.error() == ChatEvents.ROOM_ERROR);
            }
        }
    }

    @Test
    void theContractHasWhatTheServerSends() throws IOException {
        Map<String, List<String>> rows = table("src/site/markdown/contract.md", "| event | payload |\n");

        assertThat(rows.keySet()).isEqualTo(ChatEvents.OF_SERVER);
        for (ServerEvent event : ChatEvents.ofServer()) {
            String payload = rows.get(event.name()).get(1);
            Set<String> fields = Declared.fields(event.payload());
            assertThat(Declared.fields(payload)).as(event.name()).isEqualTo(fields);
            if (fields.isEmpty()) {
                assertThat(payload).as(event.name()).startsWith(event.payload());
            }
        }
    }

    /** The cells of a table's rows by the events that the first cell names. */
    private static Map<String, List<String>> table(String document, String head) throws IOException {
        String text = Files.readString(Path.of(document));
        assertThat(text).contains(head);
        Map<String, List<String>> rows = new HashMap<>();
        text.substring(text.indexOf(head))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(line -> {
                    List<String> cells = Stream.of(line.substring(1).split(" \\| "))
                            .map(String::strip)
                            .toList();
                    Stream.of(cells.get(0).replace("`", "").split(", ")).forEach(event -> rows.put(event, cells));
                });
        return rows;
    }

    /** What TypeScript says of an event: its payload, and its answer. */
    private Matcher types(ClientEvent<?> event) {
        Matcher types = CLIENT_EVENT.matcher(typeScript.fields("ClientEvents").get(event.name()));
        assertThat(types.matches()).as(event.name()).isTrue();
        return types;
    }

    private Map<String, String> required(Map<String, String> fields) {
        Map<String, String> payload = new HashMap<>();
        fields.forEach((field, type) -> {
            if (!field.endsWith("?")) {
                payload.put(field, typeScript.samples(type).get(0));
            }
        });
        return payload;
    }

    private static JsonObject json(Map<String, String> fields) {
        return ChatClient.parse(fields.entrySet().stream()
                        .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}")))
                .asJsonObject();
    }

    /** The same object, which notes the fields that are looked up in it. */
    private static JsonObject watched(JsonObject object, Set<String> looked) {
        return (JsonObject) Proxy.newProxyInstance(
                JsonObject.class.getClassLoader(), new Class<?>[] {JsonObject.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        looked.add((String) arguments[0]);
                    }
                    return method.invoke(object, arguments);
                });
    }

    private static String name(String field) {
        return field.replace("?", "");
    }

    private void read(ClientEvent<?> event, List<JsonValue> arguments) throws RefusedException {
        payloads.read(event.payload(), new IncomingEvent(event.name(), arguments, null));
    }
}
