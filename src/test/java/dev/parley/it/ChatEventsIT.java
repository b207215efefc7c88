package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of the contract's tables, each through the whole stack. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ChatEventsIT {

    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private final String ada = "ada-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();
    private URI server;
    private ProtocolClient adasSocket;
    private ProtocolClient bobsSocket;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void connect() {
        server = Deployed.server(url);
        adasSocket = ProtocolClient.connect(server, TestIssuer.token(ada));
        bobsSocket = ProtocolClient.connect(PollingWire.open(server), TestIssuer.token(bob));
    }

    @AfterEach
    void disconnect() {
        adasSocket.close();
        bobsSocket.close();
    }

    @Test
    void joinRoomIsAcknowledgedAndAnnouncedToTheSocketWithTheSameObject() {
        JsonObject first = adasSocket.ask("join-room", Json.of("{'room':'%s','metadata':{'topic':'tea'}}", room));
        JsonObject second = bobsSocket.ask("join-room", Json.of("{'room':'%s'}", room));

        assertThat(first).isEqualTo(Json.of("{'success':true,'room':'%s','memberCount':1}", room));
        assertThat(second).isEqualTo(Json.of("{'success':true,'room':'%s','memberCount':2}", room));
        assertThat(adasSocket.await("room-joined")).isEqualTo(first);
        assertThat(bobsSocket.await("room-joined")).isEqualTo(second);
    }

    @Test
    void joiningTwiceIsASuccessAndCountsOnce() {
        adasSocket.join(room);

        JsonObject again = adasSocket.ask("join-room", Json.of("{'room':'%s'}", room));

        assertThat(again.getBoolean("success")).isTrue();
        assertThat(again.getInt("memberCount")).isEqualTo(1);
    }

    @Test
    void leaveRoomIsAcknowledgedAndAnnouncedAndEndsTheMembership() {
        adasSocket.join(room);
        bobsSocket.join(room);

        JsonObject left = adasSocket.ask("leave-room", Json.of("{'room':'%s'}", room));
        bobsSocket.ask("message", Json.of("{'room':'%s','content':'gone?','type':'text'}", room));

        assertThat(left).isEqualTo(Json.of("{'success':true,'room':'%s'}", room));
        assertThat(adasSocket.await("room-left")).isEqualTo(left);
        assertThat(adasSocket.unread("message")).isEmpty();
    }

    @Test
    void aMessageToARoomReachesItsMembersTheSenderIncludedAndNobodyElse() {
        ProtocolClient stranger = ProtocolClient.connect(server, TestIssuer.token("eve-" + room));
        adasSocket.join(room);
        bobsSocket.join(room);

        JsonObject ack = adasSocket.ask(
                "message",
                Json.of("{'room':'%s','content':'h\u00e9llo','type':'image','metadata':{'n':[1,null,'x']}}", room));

        assertThat(ack.keySet()).containsExactlyInAnyOrder("success", "id", "timestamp");
        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(ack.getString("timestamp")).matches(TIMESTAMP);
        JsonObject expected = Json.of(
                "{'id':'%s','from':'%s','room':'%s','content':'h\u00e9llo','type':'image',"
                        + "'metadata':{'n':[1,null,'x']},'timestamp':'%s'}",
                ack.getString("id"), ada, room, ack.getString("timestamp"));
        assertThat(bobsSocket.await("message")).isEqualTo(expected);
        assertThat(adasSocket.await("message")).isEqualTo(expected);
        assertThat(stranger.unread("message")).isEmpty();
        stranger.close();
    }

    @Test
    void aMessageToAUserReachesAllSocketsOfTheUserAndTheSendersOwnSocket() {
        ProtocolClient bobsPhone = ProtocolClient.connect(server, TestIssuer.token(bob));
        ProtocolClient adasPhone = ProtocolClient.connect(server, TestIssuer.token(ada));

        JsonObject ack = adasSocket.ask("message", Json.of("{'to':'%s','content':'psst','type':'text'}", bob));

        JsonObject message = bobsSocket.await("message");
        assertThat(message.getString("id")).isEqualTo(ack.getString("id"));
        assertThat(message.getString("to")).isEqualTo(bob);
        assertThat(message.getString("from")).isEqualTo(ada);
        assertThat(bobsPhone.await("message")).isEqualTo(message);
        assertThat(adasSocket.await("message")).isEqualTo(message);
        assertThat(adasPhone.unread("message")).isEmpty();
        bobsPhone.close();
        adasPhone.close();
    }

    @Test
    void aMessageToASocketReachesThatOneOnly() {
        ProtocolClient bobsPhone = ProtocolClient.connect(server, TestIssuer.token(bob));

        adasSocket.ask("message", Json.of("{'to':'%s','content':'psst','type':'text'}", bobsPhone.id()));

        assertThat(bobsPhone.await("message").getString("to")).isEqualTo(bobsPhone.id());
        assertThat(bobsSocket.unread("message")).isEmpty();
        bobsPhone.close();
    }

    @Test
    void aMessageToNobodyInParticularReachesEverybody() {
        adasSocket.ask("message", Json.of("{'from':'%s','content':'hear me','type':'notification'}", ada));

        JsonObject message = bobsSocket.await("message");
        assertThat(message.keySet()).containsExactlyInAnyOrder("id", "from", "content", "type", "timestamp");
        assertThat(adasSocket.await("message")).isEqualTo(message);
    }

    @Test
    void aPublisherMaySendSystemMessages() {
        ProtocolClient publisher = ProtocolClient.connect(server, TestIssuer.token("root-" + room, "publisher"));

        publisher.ask("message", Json.of("{'to':'%s','content':'maintenance','type':'system'}", bob));

        assertThat(bobsSocket.await("message").getString("type")).isEqualTo("system");
        publisher.close();
    }

    @Test
    void typingInARoomIsShownToTheOtherMembersAndAcknowledgedWithNothing() {
        adasSocket.join(room);
        bobsSocket.join(room);

        adasSocket.wire().send("4277[\"typing-start\",{\"room\":\"" + room + "\"}]");
        adasSocket.emit("typing-stop", Json.of("{'room':'%s'}", room));

        JsonObject start = bobsSocket.await("typing-start");
        assertThat(start.keySet()).containsExactlyInAnyOrder("userId", "room", "isTyping", "timestamp");
        assertThat(start.getString("userId")).isEqualTo(ada);
        assertThat(start.getString("room")).isEqualTo(room);
        assertThat(start.getBoolean("isTyping")).isTrue();
        assertThat(start.getString("timestamp")).matches(TIMESTAMP);
        assertThat(bobsSocket.await("typing-stop").getBoolean("isTyping")).isFalse();
        adasSocket.await("4377[]"::equals);
        assertThat(adasSocket.unread("typing-start")).isEmpty();
    }

    @Test
    void typingWithoutARoomIsShownInAllRoomsOfTheSenderOnceToEachSocket() {
        adasSocket.join(room);
        adasSocket.join(room + "-2");
        bobsSocket.join(room);
        bobsSocket.join(room + "-2");

        adasSocket.emit("typing-start");
        adasSocket.call("ping");

        assertThat(bobsSocket.await("typing-start").containsKey("room")).isFalse();
        assertThat(bobsSocket.unread("typing-start")).isEmpty();
    }

    @Test
    void repeatedTypingIsDroppedAndAStartWithoutAStopEndsAfterTenSeconds() {
        adasSocket.join(room);
        bobsSocket.join(room);

        for (int i = 0; i < 5; i++) {
            adasSocket.emit("typing-start", Json.of("{'room':'%s'}", room));
        }
        adasSocket.call("ping");

        Instant start = Instant.parse(bobsSocket.await("typing-start").getString("timestamp"));
        JsonObject stop = bobsSocket.await("typing-stop");
        assertThat(stop.getBoolean("isTyping")).isFalse();
        assertThat(Duration.between(start, Instant.parse(stop.getString("timestamp"))))
                .isBetween(Duration.ofMillis(9900), Duration.ofSeconds(13));
        // The five may have come in the space of more than one second where the machine is busy, but not of three.
        assertThat(bobsSocket.unread("typing-start")).hasSizeLessThan(3);
    }

    @Test
    void aPresenceUpdateReachesThoseWhoShareARoomAndNobodyElse() {
        ProtocolClient stranger = ProtocolClient.connect(server, TestIssuer.token("eve-" + room));
        adasSocket.join(room);
        bobsSocket.join(room);

        JsonObject first =
                adasSocket.ask("presence-update", Json.array("[\"away\"]").get(0));
        JsonObject second = adasSocket.ask("presence-update", Json.of("{'status':'busy','metadata':{'until':'noon'}}"));

        assertThat(first).isEqualTo(Json.of("{'success':true}"));
        assertThat(second).isEqualTo(Json.of("{'success':true}"));
        JsonObject away = bobsSocket.await("presence-update", news -> isOf(news, ada, "away"));
        assertThat(away.keySet()).containsExactlyInAnyOrder("userId", "status", "timestamp");
        assertThat(away.getString("timestamp")).matches(TIMESTAMP);
        JsonObject busy = bobsSocket.await("presence-update", news -> isOf(news, ada, "busy"));
        assertThat(busy.getJsonObject("metadata")).isEqualTo(Json.of("{'until':'noon'}"));
        assertThat(stranger.unread("presence-update")).isEmpty();
        stranger.close();
    }

    @Test
    void aUserIsOnlineFromTheFirstSocketToTheLast() {
        ProtocolClient adasPhone = ProtocolClient.connect(server, TestIssuer.token(ada));
        bobsSocket.join(room);
        adasSocket.join(room);
        bobsSocket.await("presence-update", news -> isOf(news, ada, "online"));
        adasPhone.join(room);

        adasSocket.wire().send("41");
        bobsSocket.ask("message", Json.of("{'to':'%s','content':'still there?','type':'text'}", ada));
        adasPhone.await("message");
        assertThat(bobsSocket.unread("presence-update")).noneMatch(news -> isOf(news, ada, "offline"));

        adasPhone.wire().send("41");
        bobsSocket.await("presence-update", news -> isOf(news, ada, "offline"));
        adasPhone.close();
    }

    private static boolean isOf(JsonObject presence, String user, String status) {
        return presence.getString("userId").equals(user)
                && presence.getString("status").equals(status);
    }

    @Test
    void pingIsAcknowledgedWithNothingAndAnsweredByPong() {
        assertThat(adasSocket.call("ping")).isEmpty();
        adasSocket.awaitBare("pong");
    }

    @Test
    void authenticateRenewsTheTokenOfTheSocket() {
        Instant expiry = Instant.now().plusSeconds(7200);

        JsonObject renewed =
                adasSocket.ask("authenticate", Json.of("{'token':'%s'}", TestIssuer.tokenUntil(expiry, ada)));

        assertThat(renewed.keySet()).containsExactlyInAnyOrder("success", "expiresAt");
        assertThat(renewed.getBoolean("success")).isTrue();
        assertThat(renewed.getString("expiresAt")).matches(TIMESTAMP);
        assertThat(Instant.parse(renewed.getString("expiresAt")).getEpochSecond())
                .isEqualTo(expiry.getEpochSecond());
    }
}
