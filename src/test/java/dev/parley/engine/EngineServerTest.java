package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineServerTest {

    private final TestEngine engine = TestEngine.create();
    private final EngineServer server = engine.server();

    @ParameterizedTest
    @ValueSource(strings = {"", "__proto__", "nobody", "\u0000"})
    void knowsNoSessionThatItHasNotOpened(String sid) {
        engine.open(RecordingTransport.polling());

        assertThat(server.session(sid)).isEmpty();
        assertThat(server.session(sid.repeat(10_000))).isEmpty();
    }

    @Test
    void findsASessionByItsId() {
        EngineSession session = engine.open(RecordingTransport.polling());

        assertThat(server.session(session.id())).contains(session);
        assertThat(session.handshake()).isEqualTo(TestEngine.handshake());
    }

    @Test
    void aSessionWhoseHeartbeatHasFailedEndsByBeingLookedUp() {
        EngineSession session = engine.open(RecordingTransport.polling());
        engine.time()
                .stall(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT).minusNanos(1));
        assertThat(server.session(session.id())).contains(session);
        engine.time().stall(Duration.ofNanos(1));

        assertThat(server.session(session.id())).isEmpty();

        assertThat(engine.listener().closes()).containsExactly(CloseReason.PING_TIMEOUT);
        assertBaseline();
    }

    @Test
    void anEndedSessionIsUnknown() {
        EngineSession session = engine.open(RecordingTransport.polling());
        session.abort(CloseReason.FORCED_CLOSE);

        assertThat(server.session(session.id())).isEmpty();
        assertBaseline();
    }

    @Test
    void countsOpenSessionsAndListsClosingOnesToo() {
        EngineSession first = engine.open(RecordingTransport.polling());
        EngineSession second = engine.open(RecordingTransport.polling());
        EngineSession third = engine.open(RecordingTransport.polling());
        assertThat(server.openSessions()).isEqualTo(3);

        first.close(CloseReason.FORCED_CLOSE);
        second.abort(CloseReason.FORCED_CLOSE);

        assertThat(server.openSessions()).isEqualTo(1);
        assertThat(server.sessions()).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void returnsToItsBaselineHoweverItsSessionsEnd() {
        for (int i = 0; i < 1_000; i++) {
            RecordingTransport transport = RecordingTransport.polling();
            EngineSession session = engine.open(transport);
            switch (i % 5) {
                case 0 -> session.abort(CloseReason.FORCED_CLOSE);
                case 1 -> session.close(CloseReason.FORCED_CLOSE);
                case 2 -> transport.receive(EnginePacket.CLOSE);
                case 3 -> transport.lose(CloseReason.TRANSPORT_CLOSE);
                default -> session.upgradeTo(RecordingTransport.webSocket());
            }
        }
        assertThat(server.openSessions()).isEqualTo(200);

        engine.time().advance(TestEngine.PING_INTERVAL.plus(TestEngine.PING_TIMEOUT));

        assertThat(engine.listener().closes()).hasSize(1_000);
        assertBaseline();
    }

    @Test
    void givesIdsThatAreUniqueAndTooLongToGuess() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            ids.add(engine.open(RecordingTransport.polling()).id());
        }

        assertThat(ids).hasSize(2_000).allSatisfy(id -> {
            assertThat(id).matches("[A-Za-z0-9_-]+");
            assertThat(Base64.getUrlDecoder().decode(id)).hasSizeGreaterThanOrEqualTo(15);
        });
    }

    @Test
    void opensAndEndsSessionsOnManyThreads() {
        Race.Runner client = () -> {
            for (int i = 0; i < 500; i++) {
                RecordingTransport transport = RecordingTransport.webSocket();
                EngineSession session = engine.open(transport);
                transport.receive(EnginePacket.message("m"));
                session.close(CloseReason.FORCED_CLOSE);
            }
        };

        Race.between(client, client, client);

        assertThat(engine.listener().closes()).hasSize(1_500);
        assertBaseline();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesTimesThatAreNotPositive(long millis) {
        Duration wrong = Duration.ofMillis(millis);
        Duration right = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(wrong, right, 1, 1))
                .withMessageContaining("pingInterval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(right, wrong, 1, 1))
                .withMessageContaining("pingTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(right, right, wrong, right, 1, 1))
                .withMessageContaining("upgradeTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(right, right, right, wrong, 1, 1))
                .withMessageContaining("closeTimeout");
    }

    @Test
    void refusesSizesThatAreNotPositive() {
        Duration right = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new EngineSettings(right, right, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EngineSettings(right, right, 1, 0));
    }

    @Test
    void theUpgradeHasTenSecondsByDefault() {
        Duration right = Duration.ofSeconds(1);

        assertThat(new EngineSettings(right, right, 1, 1).upgradeTimeout()).hasSeconds(10);
    }

    private void assertBaseline() {
        assertThat(server.openSessions()).isZero();
        assertThat(server.sessions()).isEmpty();
        assertThat(engine.time().pending()).isZero();
    }
}
