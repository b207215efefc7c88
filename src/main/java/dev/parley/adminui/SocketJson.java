package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;

/**
 * A socket in the form of the UI. What {@code fetchSockets} does not tell, nodes tell each other as in the reference
 * server: in the member {@code _admin} of the socket's data, which is not shown.
 */
final class SocketJson {

    private static final String ADMIN = "_admin";
    private static final String CLIENT = "clientId";
    private static final String TRANSPORT = "transport";
    private static final int CLIENT_BYTES = 9;

    private SocketJson() {}

    /** What other nodes need to know of a socket, beside its description. */
    static JsonObject data(Socket socket) {
        return JSON.createObjectBuilder()
                .add(
                        ADMIN,
                        JSON.createObjectBuilder().add(CLIENT, clientId(socket)).add(TRANSPORT, socket.transport()))
                .build();
    }

    /**
     * The id of the client whose socket it is. The id of its session is a secret, with which anybody could speak for the
     * client; so this is made of its digest.
     */
    private static String clientId(Socket socket) {
        byte[] digest = LoginSessions.sha256(socket.session().id());
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, CLIENT_BYTES));
    }

    /** The socket of any node, of Parley or not. Its handshake and its data contain no secret. */
    static JsonObject of(String namespace, SocketDescription socket) {
        JsonObject data = socket.data() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        JsonObject admin = data.get(ADMIN) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        JsonObjectBuilder json = JSON.createObjectBuilder().add("id", socket.id());
        addText(json, CLIENT, admin);
        addText(json, TRANSPORT, admin);
        return json.add("nsp", namespace)
                .add("data", ShownJson.members(without(data, ADMIN)))
                .add("handshake", ShownJson.members(without(socket.handshake(), "auth")))
                .add("rooms", JSON.createArrayBuilder(new TreeSet<>(HiddenRooms.notAmong(socket.rooms()))))
                .build();
    }

    private static void addText(JsonObjectBuilder json, String name, JsonObject from) {
        if (from.get(name) instanceof JsonString text) {
            json.add(name, text);
        }
    }

    private static JsonObject without(JsonObject object, String member) {
        return object.containsKey(member)
                ? JSON.createObjectBuilder(object).remove(member).build()
                : object;
    }
}
