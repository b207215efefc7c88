package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input closes the session that it came over, with one departure, and is felt by nobody else. */
class MalformedInputTest {

    private static final String PLACEHOLDER = "{'_placeholder':true,'num':0}";

    private final TestServer server = new TestServer();
    private final RecordingConnections connections = new RecordingConnections();
    private TestClient control;
    private int handled;

    @BeforeEach
    void aControlClientIsThere() {
        server.main().on("echo", (socket, event) -> event.ack().send(event.arguments()));
        server.main().onUnknown((socket, event) -> handled++);
        server.of("/other");
        control = server.joins();
        server.main().listen(connections);
    }

    @AfterEach
    void theControlClientNoticesNothing() {
        assertThat(control.says("27['echo','still here']").heard()).containsExactly("37['still here']");
        assertThat(server.main().sockets()).hasSize(1);
        assertThat(handled).isZero();
        control.vanishes();
        server.assertNothingIsLeft("/", "/other");
    }

    static Stream<String> malformed() {
        return Stream.of(
                        Stream.of("", "7", "8['a']", "-", "x", "2", "2{}", "2[]", "2[null]", "2[{}]", "2[true]", "3[]"),
                        Stream.of("0[]", "0[null]", "0null", "0'x'", "1{}", "21{}", "31", "31{}", "4", "4[]", "2['a'"),
                        Stream.of("2['connect']", "2['disconnect']", "2['disconnecting']", "2['connect_error']"),
                        Stream.of("2['newListener']", "2['removeListener']"),
                        Stream.of("2-1['a']", "218446744073709551616['a']", "29999999999999999['a']", "21.5['a']"),
                        Stream.of("2" + "9".repeat(1_000) + "['a']", "3-1[]", "39999999999999999[]"),
                        Stream.of("50-['a']", "511-['a']", "51000000000-['a']", "5-['a']", "51.5-['a']", "5['a']"),
                        Stream.of("5--1-['a']", "51-", "51-{}", "51-[" + PLACEHOLDER + "]", "60-1[]", "61-[]"),
                        Stream.of("2['a']x", "2['a']['b']", "2['a'],", "2[a]", "2['a',]", "2['\\x']", "2['\\ud8']"),
                        Stream.of("2" + "[".repeat(100_000), "2['a'," + "{'b':".repeat(100_000)),
                        Stream.of("0" + "{'b':".repeat(100_000), "2['a',1e999999999]", "2['a',1e9999999999]"),
                        Stream.of("2[1e9999999999]", "0{'a':-1e-9999999999}", "2['a'," + "1".repeat(1_000_000) + "]"))
                .flatMap(lines -> lines);
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("malformed")
    @BadInput({34, 38, 39, 40, 42, 45})
    void closesTheSessionOfAClientThatHasJoined(String packet) {
        TestClient client = server.joins();

        client.says(packet);

        assertThat(client.isGone()).isTrue();
        assertThat(client.heard()).isEmpty();
        assertThat(connections.reasons()).containsExactly("parse error");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("malformed")
    @BadInput({34, 38, 39, 40, 42, 45})
    void closesTheSessionOfAClientThatHasNotJoined(String packet) {
        TestClient client = server.opens();

        client.says(packet);

        assertThat(client.isGone()).isTrue();
        assertThat(client.heard()).isEmpty();
        assertThat(connections.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2['a']", "31[]", "1", "4{'message':'no'}", "2/,['a']", "2/other,['a']", "1/other,"})
    void closesTheSessionOfAClientThatSpeaksBeforeItHasJoined(String packet) {
        TestClient client = server.opens();

        client.says(packet);

        assertThat(client.isGone()).isTrue();
        assertThat(client.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0{'again':true}", "4{'message':'no'}", "2/other,['a']", "3/other,1[]", "1/other,"})
    void closesTheSessionOfAClientThatSendsWhatItsStateDoesNotAllow(String packet) {
        TestClient client = server.joins();

        client.says(packet, "2['a']");

        assertThat(client.isGone()).isTrue();
        assertThat(client.heard()).isEmpty();
        assertThat(connections.reasons()).containsExactly("forced server close");
    }

    @Test
    void readsNothingMoreOfAClientThatItHasClosed() {
        TestClient client = server.joins();

        client.says("2[]", "2['a']", "0", "0/other,");

        assertThat(client.heard()).isEmpty();
        assertThat(handled).isZero();
    }

    @Test
    @BadInput(37)
    void keepsNoStateForUnknownNamespaces() {
        TestClient client = server.joins();

        IntStream.range(0, 100_000).forEach(i -> client.says("0/n" + i + ","));

        List<String> answers = client.heard();
        assertThat(answers)
                .hasSize(100_000)
                .startsWith("4/n0,{'message':'Invalid namespace'}")
                .endsWith("4/n99999,{'message':'Invalid namespace'}");
        assertThat(client.isGone()).isFalse();
        client.says("2/n7,['a']");
        assertThat(client.isGone()).isTrue();
    }

    @Test
    void treatsAnUnknownNamespaceAsUnknownHoweverOftenItIsNamed() {
        TestClient client = server.opens();

        client.says("0/nobody", "0/nobody,", "0/__proto__,");

        assertThat(client.heard())
                .containsExactly(
                        "4/nobody,{'message':'Invalid namespace'}",
                        "4/nobody,{'message':'Invalid namespace'}",
                        "4/__proto__,{'message':'Invalid namespace'}");
        client.vanishes();
    }

    @Test
    @BadInput(43)
    void closesTheSessionOfAnOrphanAttachment() {
        TestClient client = server.joins();

        client.attaches(1, 2, 3);

        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("parse error");
    }

    @Test
    @BadInput(43)
    void closesTheSessionWhenTextComesInPlaceOfAnAttachment() {
        TestClient client = server.joins();

        client.says("51-['a'," + PLACEHOLDER + "]", "2['b']");

        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("parse error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'_placeholder':true,'num':-1}",
                "{'_placeholder':true,'num':1}",
                "{'_placeholder':true,'num':'0'}",
                "{'_placeholder':true,'num':0.5}",
                "{'_placeholder':true}",
                PLACEHOLDER + "," + PLACEHOLDER,
                "'none'"
            })
    void closesTheSessionOfAWrongPlaceholder(String placeholder) {
        TestClient client = server.joins();

        client.says("51-['a'," + placeholder + "]").attaches(1);

        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("parse error");
    }

    @Test
    void closesTheSessionOfABinaryPacketBeforeAnyNamespaceIsJoinedWithoutWaitingForItsAttachments() {
        TestClient client = server.opens();

        client.says("51-['a'," + PLACEHOLDER + "]");

        assertThat(client.isGone()).isTrue();
    }

    @Test
    @BadInput(43)
    void closesTheSessionOfAttachmentsThatAreNeverCompleted() {
        TestClient client = server.joins();
        client.says("52-['a'," + PLACEHOLDER + ",{'_placeholder':true,'num':1}]");

        server.pass(TestServer.CONNECT_TIMEOUT.minusSeconds(2), client, control);
        client.attaches(1);
        server.pass(Duration.ofSeconds(1), client, control);
        assertThat(client.isGone()).isFalse();
        server.pass(Duration.ofSeconds(2), client, control);

        assertThat(client.isGone()).isTrue();
        assertThat(connections.reasons()).containsExactly("parse error");
    }

    @Test
    void doesNotCloseTheSessionOfAttachmentsThatCameInTime() {
        TestClient client = server.joins();
        server.main().on("file", (socket, event) -> event.ack().send(event.arguments()));

        client.says("51-3['file'," + PLACEHOLDER + "]").attaches(1, 2);
        server.pass(TestServer.CONNECT_TIMEOUT.plusSeconds(1), client, control);

        assertThat(client.heard()).containsExactly("61-3[" + PLACEHOLDER + "]", "0x0102");
        assertThat(client.isGone()).isFalse();
        client.vanishes();
    }

    @Test
    @BadInput(46)
    void takesDuplicateKeysPrototypesAndLoneSurrogatesForData() {
        TestClient client = server.joins();
        server.main().on("data", (socket, event) -> event.ack().send(event.arguments()));

        client.says("21['data',{'a':1,'a':2},{'__proto__':{'admin':true}}]");
        assertThat(client.heard()).containsExactly("31[{'a':2},{'__proto__':{'admin':true}}]");

        client.says("22['data','\\ud800']");
        assertThat(client.heard()).singleElement().asString().startsWith("32['").endsWith("']");
        assertThat(client.isGone()).isFalse();
        client.vanishes();
    }
}
