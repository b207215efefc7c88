package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an {@link EngineObserver} is told, and when. */
class EngineObserverTest {

    private final List<String> seen = new ArrayList<>();
    private final TestEngine engine = TestEngine.observedBy(new EngineObserver() {
        @Override
        public void opened(TransportName transport) {
            seen.add("opened " + transport.text());
        }

        @Override
        public void closed(CloseReason reason) {
            seen.add("closed " + reason);
        }

        @Override
        public void received(int bytes) {
            seen.add("received " + bytes);
        }

        @Override
        public void queued(int packets, long bytes) {
            seen.add("queued " + bytes);
        }

        @Override
        public void roundTrip(long nanos) {
            seen.add("round trip " + Duration.ofNanos(nanos));
        }
    });
    private final RecordingTransport webSocket = RecordingTransport.webSocket();

    @Test
    void seesASessionComeAndGoOnce() {
        EngineSession session = engine.open(RecordingTransport.polling());
        session.close(CloseReason.FORCED_CLOSE);
        session.abort(CloseReason.PING_TIMEOUT);

        assertThat(seen).startsWith("opened polling").endsWith("closed FORCED_CLOSE");
        assertThat(seen.stream().filter(call -> call.startsWith("closed"))).hasSize(1);
    }

    @Test
    void seesTheOpenPacketAsItIsQueued() {
        engine.open(webSocket);

        assertThat(seen)
                .containsExactly(
                        "opened websocket",
                        "queued " + webSocket.frames().get(0).length());
    }

    @Test
    void seesTheBytesThatComeInWhateverTheyAre() {
        open();

        webSocket.receive(EnginePacket.message("é"));
        webSocket.receive(EnginePacket.message(new byte[] {1, 2, 3}));

        assertThat(seen).containsExactly("received 3", "received 3");
    }

    @Test
    void seesPacketsThatBelongTogetherAsOne() {
        EngineSession session = open();

        session.send(EnginePacket.message("ab"));
        session.send(List.of(EnginePacket.message("ab"), EnginePacket.message(new byte[10])));

        assertThat(seen).containsExactly("queued 3", "queued 13");
    }

    @Test
    void seesNothingOfWhatIsNotQueued() {
        EngineSession session = open();
        webSocket.stopReading();
        session.send(EnginePacket.message(new byte[TestEngine.SEND_BUFFER]));
        seen.clear();

        session.send(EnginePacket.message("too much"));
        session.send(EnginePacket.message("too late"));

        assertThat(seen).containsExactly("closed SLOW_CONSUMER");
    }

    @Test
    void seesTheRoundTripOfAPingAndNothingOfAPongThatNobodyAskedFor() {
        open();
        webSocket.receive(EnginePacket.PONG);
        engine.time().advance(TestEngine.PING_INTERVAL);
        engine.time().advance(Duration.ofMillis(40));
        webSocket.receive(EnginePacket.PONG);

        assertThat(seen).containsExactly("received 1", "queued 1", "received 1", "round trip PT0.04S");
    }

    @Test
    void theQueueOfASessionTellsItsDepth() {
        EngineSession session = open();
        webSocket.stopReading();

        session.send(EnginePacket.message(new byte[1000]));

        assertThat(session.queuedBytes()).isEqualTo(1000);
    }

    private EngineSession open() {
        EngineSession session = engine.open(webSocket);
        seen.clear();
        return session;
    }
}
