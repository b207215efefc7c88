package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import dev.parley.presence.PresenceDirectory;
import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that asks for an acknowledgement gets exactly one, or is disconnected. A stock client with {@code retries} asks for one
 * with every event and sends nothing more before it has come.
 */
class AcknowledgementTest {

    private final TestChat chat = new TestChat();

    @ParameterizedTest
    @ValueSource(strings = {"typing-start", "typing-stop"})
    void typingIsAcknowledgedWithNothing(String event) {
        ChatClient alice = chat.joins("alice").in("tea");

        assertThat(alice.ask(event, "{'room':'tea'}")).isEmpty();
        assertThat(alice.ask(event)).isEmpty();
    }

    @Test
    void typingIsAcknowledgedAlsoWhenItIsDroppedForItsRate() {
        ChatClient alice = chat.joins("alice").in("tea");
        ChatClient bob = chat.joins("bob").in("tea");
        bob.heard();

        for (int i = 0; i < 5; i++) {
            assertThat(alice.ask("typing-start", "{'room':'tea'}")).isEmpty();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(alice.ask("typing-stop", "{'room':'tea'}")).isEmpty();
        }

        assertThat(bob.heard()).containsExactly("typing-start", "typing-stop");
    }

    @Test
    void typingIsAcknowledgedWithAnErrorWhenItIsRefused() {
        ChatClient alice = chat.joins("alice");

        assertThat(code(alice.askFor("typing-start", "{'room':'elsewhere'}"))).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(code(alice.askFor("typing-stop", "'nonsense'"))).isEqualTo("INVALID_MESSAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'nobody-knows-this'", "5", "-1.5e3", "''", "'pong'", "'room-joined'", "'__proto__'"})
    void anUnknownEventIsAcknowledgedWithAnError(String name) {
        ChatClient alice = chat.joins("alice");

        alice.says("211[" + name + ",{'a':1},[2]]");

        assertThat(acks(alice, 11)).isEqualTo(1);
        assertThat(alice.heardOne("error").getString("code")).isEqualTo("INVALID_MESSAGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "join-room       | {'room':'tea'}",
                "join-room       | {'room':''}",
                "leave-room      | {'room':'tea'}",
                "leave-room      | {'room':'never'}",
                "message         | {'room':'tea','content':'x','type':'text'}",
                "message         | {'to':'nobody','content':'x','type':'text'}",
                "message         | {'from':'eve','content':'x','type':'text'}",
                "typing-start    | {'room':'tea'}",
                "typing-start    | {'room':'never'}",
                "typing-stop     | {'room':'tea'}",
                "typing-stop     | 7",
                "presence-update | 'away'",
                "presence-update | 'asleep'",
                "ping            | {'at':1}",
                "authenticate    | {'token':'new'}",
                "authenticate    | {'token':'bad'}",
                "unknown         | {}",
            })
    void everyEventIsAcknowledgedOnceAcceptedOrNot(String event, String payload) {
        ChatClient alice = chat.joins("alice").in("tea");
        chat.token("new", "alice", Duration.ofHours(2));

        for (int id = 100; id < 103; id++) {
            alice.says("2" + id + "['" + event + "'," + payload + "]");
            chat.time().advance(Duration.ofMillis(100));
            assertThat(acks(alice, id)).as(event + " " + payload).isEqualTo(1);
        }
        assertThat(alice.isDisconnected()).isFalse();
    }

    @Test
    void anEventOverTheRateIsAcknowledgedWithAnError() {
        chat.withMaxEvents(1);
        ChatClient alice = chat.joins("alice");
        assertThat(alice.ask("typing-stop")).isEmpty();

        for (String event : ChatEvents.OF_CLIENTS) {
            assertThat(code(alice.askFor(event))).as(event).isEqualTo("RATE_LIMIT_EXCEEDED");
        }
    }

    @Test
    void anEventAfterTheTokensExpiryEndsTheConnection() {
        ChatClient alice = chat.joins("alice", Duration.ofSeconds(10));
        chat.time().stall(Duration.ofSeconds(10));

        assertThat(alice.askPatiently("typing-start")).isNull();

        assertThat(alice.isDisconnected()).isTrue();
    }

    @Test
    void aFailureOfThePresenceDirectoryIsAcknowledgedLikeAnyOther() {
        PresenceDirectory real = chat.presence();
        chat.with((PresenceDirectory) Proxy.newProxyInstance(
                PresenceDirectory.class.getClassLoader(),
                new Class<?>[] {PresenceDirectory.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("changed")) {
                        throw new IllegalStateException("the directory throws, and does not fail");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        ChatClient alice = chat.joins("alice");

        assertThat(code(alice.askFor("presence-update", "'away'"))).isEqualTo("UNKNOWN_ERROR");
    }

    private static String code(JsonObject ack) {
        assertThat(ack.getBoolean("success")).isFalse();
        return ack.getJsonObject("error").getString("code");
    }

    private static long acks(ChatClient client, int id) {
        return client.transport().sent().stream()
                .filter(packet -> packet.type() == EnginePacketType.MESSAGE)
                .map(EnginePacket::text)
                .filter(text -> text.startsWith("3" + id + "["))
                .count();
    }
}
