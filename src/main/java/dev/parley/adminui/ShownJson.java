package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A copy of a value that may be shown: without tokens and other secrets, without bytes, and not long. Its cost is bounded,
 * however long the value is.
 */
final class ShownJson {

    /** The length of what is shown, in characters, more or less. */
    static final int MAX = 4096;

    /** So many members of an object are shown. */
    static final int MAX_MEMBERS = 50;

    /** Stands for a secret. */
    static final String HIDDEN = "(hidden)";

    /** Stands for what is too long. */
    static final String TOO_LONG = "(too long to be shown)";

    /** The names of members whose values are secrets, in lower case and without hyphens and underscores. */
    private static final Set<String> SECRET = Set.of(
            "token",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "auth",
            "authorization",
            "proxyauthorization",
            "cookie",
            "setcookie",
            "jwt",
            "pid",
            "sessionid",
            "password",
            "passwd",
            "secret",
            "clientsecret",
            "apikey",
            "xapikey");

    /** A JWT in a text; it begins with the base64 of a brace. */
    private static final Pattern JWT = Pattern.compile("(?<![\\w-])eyJ[\\w-]++\\.[\\w-]++\\.[\\w-]*+");

    private static final Pattern QUERY = Pattern.compile("(?i)(?<=[?&])(token|access_token|auth|jwt|sid)=[^&\\s]*+");

    private int left = MAX;

    private ShownJson() {}

    /** What is shown of a value. */
    static JsonValue of(JsonValue value) {
        try {
            return new ShownJson().copy(value);
        } catch (TooLongException e) {
            return JSON.createValue(TOO_LONG);
        }
    }

    /**
     * What is shown of an object that must stay one: each member, and each member of these, is shown by itself, as long as
     * there are not very many.
     */
    static JsonObject members(JsonObject object) {
        return members(object, value -> value instanceof JsonObject inner ? members(inner, ShownJson::of) : of(value));
    }

    private static JsonObject members(JsonObject object, UnaryOperator<JsonValue> shown) {
        JsonObjectBuilder copy = JSON.createObjectBuilder();
        object.entrySet().stream()
                .limit(MAX_MEMBERS)
                .forEach(member -> copy.add(
                        member.getKey(),
                        isSecret(member.getKey()) ? JSON.createValue(HIDDEN) : shown.apply(member.getValue())));
        return copy.build();
    }

    private JsonValue copy(JsonValue value) throws TooLongException {
        spend(2);
        if (value instanceof BinaryValue binary) {
            return JSON.createValue("(" + binary.bytes().length + " bytes)");
        }
        if (value instanceof JsonObject object) {
            return copy(object);
        }
        if (value instanceof JsonArray array) {
            return copy(array);
        }
        if (value instanceof JsonString text) {
            return JSON.createValue(copy(text.getString()));
        }
        return value;
    }

    private JsonValue copy(JsonObject object) throws TooLongException {
        JsonObjectBuilder copy = JSON.createObjectBuilder();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            spend(member.getKey().length());
            boolean shown = !isSecret(member.getKey());
            copy.add(member.getKey(), shown ? copy(member.getValue()) : JSON.createValue(HIDDEN));
        }
        return copy.build();
    }

    private JsonValue copy(JsonArray array) throws TooLongException {
        JsonArrayBuilder copy = JSON.createArrayBuilder();
        for (JsonValue element : array) {
            copy.add(copy(element));
        }
        return copy.build();
    }

    private String copy(String text) throws TooLongException {
        spend(text.length());
        String shown = text.contains("eyJ") ? JWT.matcher(text).replaceAll(HIDDEN) : text;
        return shown.indexOf('=') < 0 ? shown : QUERY.matcher(shown).replaceAll("$1=" + HIDDEN);
    }

    private static boolean isSecret(String name) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""));
    }

    private void spend(int characters) throws TooLongException {
        left -= characters;
        if (left < 0) {
            throw new TooLongException();
        }
    }

    /** Ends the copy. */
    private static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Anybody can cause it by a long event: no stack trace is filled in. */
        TooLongException() {
            super("too long", null, false, false);
        }
    }
}
