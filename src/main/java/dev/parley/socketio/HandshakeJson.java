package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.Handshake;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A handshake in the JSON form, with the field names, in which Socket.IO servers describe a handshake to each other.
 * The JSON contains no secrets: only the headers that {@link Handshake} keeps, and an empty {@code auth}.
 */
public final class HandshakeJson {

    /**
     * The query fields in which clients send a token. The sessions of this server do not keep them, but this class does
     * not rely on that.
     */
    private static final Set<String> SECRET = Set.of("token", "access_token", "auth", "jwt");

    /** The format in which JavaScript writes a date, in UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd yyyy HH:mm:ss 'GMT'xx '(Coordinated Universal Time)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HandshakeJson() {}

    /** Whether clients send a token in the query field with this name. */
    public static boolean isSecret(String field) {
        return SECRET.contains(field);
    }

    static JsonObject of(Handshake handshake) {
        JsonObjectBuilder headers = JSON.createObjectBuilder();
        handshake.origin().ifPresent(origin -> headers.add("origin", origin));
        handshake.userAgent().ifPresent(agent -> headers.add("user-agent", agent));
        JsonObjectBuilder query = JSON.createObjectBuilder();
        handshake.query().forEach((name, value) -> {
            if (!isSecret(name)) {
                query.add(name, value);
            }
        });
        return JSON.createObjectBuilder()
                .add("headers", headers)
                .add("time", TIME.format(handshake.time()))
                .add("address", handshake.remoteAddress())
                .add("xdomain", handshake.origin().isPresent())
                .add("secure", handshake.secure())
                .add("issued", handshake.time().toEpochMilli())
                .add("url", url(handshake))
                .add("query", query)
                .add("auth", JsonValue.EMPTY_JSON_OBJECT)
                .build();
    }

    private static String url(Handshake handshake) {
        String query = handshake.query().entrySet().stream()
                .filter(field -> !isSecret(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? handshake.path() : handshake.path() + '?' + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
