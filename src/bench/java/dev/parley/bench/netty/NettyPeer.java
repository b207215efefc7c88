package dev.parley.bench.netty;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.SocketIOServer;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * netty-socketio with an application that does the work of Parley's: verifies the token at connect, checks the payload,
 * stamps id, sender and time, sends to the room, acknowledges.
 *
 * <p>Arguments: port, file of the public key, issuer. Ends when its standard input ends.
 */
public final class NettyPeer {

    private static final int PING_INTERVAL = 25_000;
    private static final int PING_TIMEOUT = 60_000;
    /** Where a client has its user. */
    static final String USER = "user";

    private static final String ROLES = "roles";

    private final SocketIOServer server;
    private final TokenCheck tokens;

    private NettyPeer(int port, TokenCheck tokens) {
        this.tokens = tokens;
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(port);
        configuration.setPingInterval(PING_INTERVAL);
        configuration.setPingTimeout(PING_TIMEOUT);
        configuration.setAckMode(AckMode.MANUAL);
        server = new SocketIOServer(configuration);
        server.getNamespace("").addAuthTokenListener(this::authenticate);
        server.addEventListener("join-room", Payloads.JoinRoom.class, this::join);
        server.addEventListener("message", Payloads.SendMessage.class, this::message);
        SocketIONamespace orders = server.addNamespace("/orders");
        orders.addAuthTokenListener(this::authenticate);
        orders.addListeners(new OrderDesk());
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        NettyPeer peer = new NettyPeer(Integer.parseInt(args[0]), new TokenCheck(Path.of(args[1]), args[2]));
        peer.server.start();
        while (System.in.read() >= 0) {
            // The end of it is the word to stop.
        }
        peer.server.stop();
    }

    private AuthTokenResult authenticate(Object auth, SocketIOClient client) {
        try {
            JWTClaimsSet claims = tokens.verify(((Map<?, ?>) auth).get("token").toString());
            String upn = claims.getStringClaim("upn");
            List<String> roles = claims.getStringListClaim("groups");
            client.set(USER, upn == null ? claims.getSubject() : upn);
            client.set(ROLES, roles == null ? List.of() : roles);
            return AuthTokenResult.AuthTokenResultSuccess;
        } catch (TokenCheck.RefusedException | ParseException | RuntimeException e) {
            return new AuthTokenResult(false, Map.of("message", "AUTHENTICATION_FAILED"));
        }
    }

    private void join(SocketIOClient client, Payloads.JoinRoom payload, AckRequest ack) {
        Payloads.Refusal refusal = payload.refusal();
        if (refusal != null) {
            refuse(client, "room-error", refusal, ack);
            return;
        }
        client.joinRoom(payload.room());
        Payloads.Joined joined = new Payloads.Joined(true, payload.room(), client.getCurrentRoomSize(payload.room()));
        client.sendEvent("room-joined", joined);
        answer(ack, joined);
    }

    private void message(SocketIOClient client, Payloads.SendMessage payload, AckRequest ack) {
        String user = client.get(USER);
        Payloads.Refusal refusal = payload.refusal(user, client.get(ROLES));
        if (refusal == null && !client.getAllRooms().contains(payload.room())) {
            refusal = new Payloads.Refusal("AUTHORIZATION_FAILED", "Only members may send to this room.");
        }
        if (refusal != null) {
            refuse(client, "error", refusal, ack);
            return;
        }
        String id = UUID.randomUUID().toString();
        String timestamp = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        server.getRoomOperations(payload.room()).sendEvent("message", payload.stamped(id, user, timestamp));
        answer(ack, new Payloads.Sent(true, id, timestamp));
    }

    private static void refuse(SocketIOClient client, String event, Payloads.Refusal refusal, AckRequest ack) {
        client.sendEvent(event, refusal);
        answer(ack, Map.of("success", false, "error", refusal));
    }

    private static void answer(AckRequest ack, Object answer) {
        if (ack.isAckRequested()) {
            ack.sendAckData(answer);
        }
    }
}
