package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds what the server sends against the declarations in {@link ChatEvents}. Fields are written as the contract does: a
 * question mark behind the name of one that may be left out.
 */
final class Declared {

    private static final Pattern FIELDS = Pattern.compile("\\{([^}]*)}");

    private Declared() {}

    /** The fields in the last braces of a text; none if it has no braces. */
    static Set<String> fields(String text) {
        Set<String> fields = new LinkedHashSet<>();
        Matcher braces = FIELDS.matcher(text);
        while (braces.find()) {
            fields = new LinkedHashSet<>(Arrays.asList(braces.group(1).split(", | or ")));
        }
        return fields;
    }

    /** The fields of an acknowledgement; none if it is empty. */
    static Set<String> fields(Acknowledgement acknowledgement) {
        Set<String> fields = new LinkedHashSet<>();
        if (!acknowledgement.isEmpty()) {
            fields.add("success");
            acknowledgement.fields().forEach(field -> fields.add(field.text()));
            fields.add("error?");
        }
        return fields;
    }

    /** An event that a client has got, with its name. */
    static void requireEvent(JsonArray packet) {
        String name = packet.getString(0);
        ServerEvent event = ChatEvents.ofServer().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No event of the server is declared as " + name));
        if (event.payload().equals(ServerEvent.NOTHING)) {
            assertThat(packet).as(name).hasSize(1);
            return;
        }
        assertThat(packet).as(name).hasSize(2);
        if (!event.payload().equals(ServerEvent.ANYTHING)) {
            require(packet.getJsonObject(1), fields(event.payload()), name);
        }
    }

    /** The arguments of an acknowledgement that a client has got; null if it has got none. */
    static void requireAcknowledgement(String event, JsonArray arguments) {
        if (arguments == null) {
            return;
        }
        Acknowledgement declared = ChatEvents.ofClients(event).acknowledgement();
        if (arguments.isEmpty()) {
            assertThat(declared.isEmpty()).as("the acknowledgement of " + event).isTrue();
            return;
        }
        JsonObject acknowledgement = arguments.getJsonObject(0);
        Set<String> fields = new HashSet<>(fields(declared));
        if (!acknowledgement.getBoolean("success")) {
            fields.remove("error?");
            fields.addAll(Set.of("success", "error"));
        }
        require(acknowledgement, fields, "the acknowledgement of " + event);
    }

    private static void require(JsonObject payload, Set<String> fields, String what) {
        Set<String> required =
                fields.stream().filter(field -> !field.endsWith("?")).collect(Collectors.toSet());
        Set<String> all = fields.stream().map(field -> field.replace("?", "")).collect(Collectors.toSet());
        assertThat(payload.keySet()).as(what).containsAll(required);
        assertThat(all).as(what).containsAll(payload.keySet());
    }
}
