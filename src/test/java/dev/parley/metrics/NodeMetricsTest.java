package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.error.ErrorCode;
import dev.parley.engine.CloseReason;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.health.RedisStatus;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.transport.RefusalReason;
import jakarta.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens in the layers, as the meters show it. */
class NodeMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Meters meters = new Meters();
    private final TestEngine engine = TestEngine.observedBy(meters.engine());
    private NodeMetrics metrics = node(Optional.empty());

    private NodeMetrics node(Optional<ClusterMeters> cluster) {
        return new NodeMetrics(
                        meters,
                        engine.server(),
                        () -> Set.of("tea", "milk", "beer"),
                        cluster,
                        engine.time().clock(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .watching(engine.time().timers(), new DirectExecutor());
    }

    private double value(String name, String... labels) {
        Map<String, String> wanted = labels.length == 0 ? Map.of() : Map.of(labels[0], labels[1]);
        Meter meter = metrics.meters().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + name));
        if (meter instanceof Meter.Counter counter) {
            return counter.series().stream()
                    .filter(series -> series.labels().equals(wanted))
                    .findFirst()
                    .orElseThrow()
                    .source()
                    .getAsLong();
        }
        if (meter instanceof Meter.Gauge gauge) {
            return gauge.series().stream()
                    .filter(series -> series.labels().equals(wanted))
                    .findFirst()
                    .orElseThrow()
                    .source()
                    .getAsDouble();
        }
        return ((Meter.Histogram) meter)
                .series().stream()
                        .filter(series -> series.labels().equals(wanted))
                        .findFirst()
                        .orElseThrow()
                        .source()
                        .count();
    }

    @Test
    void stallsOfTheThreadsThatReadAreCounted() {
        assertThat(value("parley_read_stalls_total")).isZero();

        metrics.countingReadStalls(() -> 3);

        assertThat(value("parley_read_stalls_total")).isEqualTo(3);
    }

    @Test
    void connectionsAreCountedByTheTransportThatTheyAreOn() {
        engine.open(RecordingTransport.polling());
        EngineSession session = engine.open(RecordingTransport.webSocket());
        engine.open(RecordingTransport.webSocket());
        session.abort(CloseReason.TRANSPORT_ERROR);

        assertThat(value("parley_connections", "transport", "polling")).isEqualTo(1);
        assertThat(value("parley_connections", "transport", "websocket")).isEqualTo(1);
        assertThat(value("parley_connections_opened_total", "transport", "websocket"))
                .isEqualTo(2);
        assertThat(value("parley_connections_closed_total", "reason", "transport_error"))
                .isEqualTo(1);
    }

    @Test
    void aSlowConsumerShowsInTheQueueAndThenInItsEnd() {
        RecordingTransport webSocket = RecordingTransport.webSocket();
        EngineSession session = engine.open(webSocket);
        webSocket.stopReading();
        session.send(EnginePacket.message(new byte[60_000]));

        assertThat(value("parley_send_queue_bytes")).isEqualTo(60_000);
        assertThat(value("parley_send_queue_largest_bytes")).isEqualTo(60_000);

        session.send(EnginePacket.message(new byte[60_000]));

        assertThat(value("parley_connections_closed_total", "reason", "slow_consumer"))
                .isEqualTo(1);
        assertThat(value("parley_send_queue_bytes")).isZero();
    }

    @Test
    void bytesAreCountedInAndOut() {
        RecordingTransport webSocket = RecordingTransport.webSocket();
        EngineSession session = engine.open(webSocket);
        double opening = value("parley_sent_bytes_total");
        session.send(EnginePacket.message("abc"));
        webSocket.receive(EnginePacket.message("abcde"));

        assertThat(opening).isPositive();
        assertThat(value("parley_sent_bytes_total") - opening).isEqualTo(4);
        assertThat(value("parley_received_bytes_total")).isEqualTo(6);
    }

    @Test
    void anEventIsOfTheContractOrOther() {
        meters.events().handled("message", 1_000);
        meters.events().handled("message", 1_000);
        meters.events().handled("' or 1=1", 1_000);
        meters.events().handled("other", 1_000);

        assertThat(value("parley_events_received_total", "event", "message")).isEqualTo(2);
        assertThat(value("parley_events_received_total", "event", "other")).isEqualTo(2);
        assertThat(value("parley_event_handling_seconds", "event", "message")).isEqualTo(2);
    }

    @Test
    void aBroadcastCountsForEachOfItsReceivers() {
        meters.deliveries().delivered(event("message"), 100);
        meters.deliveries().delivered(event("secret-name"), 3);
        meters.events().sent("message");

        assertThat(value("parley_events_sent_total", "event", "message")).isEqualTo(101);
        assertThat(value("parley_events_sent_total", "event", "other")).isEqualTo(3);
    }

    private static SocketPacket.Event event(String name) {
        JsonArray data = JSON.createArrayBuilder().add(name).build();
        return new SocketPacket.Event("/", SocketPacket.NO_ID, data);
    }

    @Test
    void errorsAndRefusalsAreCountedByWhatTheyAre() {
        meters.errors().told(ErrorCode.INVALID_ROOM);
        meters.errors().toldByApplication();
        meters.errors().toldByApplication();
        meters.refusals().refused(RefusalReason.ORIGIN);
        meters.events()
                .refused(new ConnectDecision.Refused(
                        "no",
                        JSON.createObjectBuilder()
                                .add("code", "AUTHENTICATION_FAILED")
                                .build()));
        meters.events().refused(new ConnectDecision.Refused("no", null));

        assertThat(value("parley_errors_sent_total", "code", "INVALID_ROOM")).isEqualTo(1);
        assertThat(value("parley_errors_sent_total", "code", "other")).isEqualTo(2);
        assertThat(value("parley_requests_refused_total", "reason", "origin")).isEqualTo(1);
        assertThat(value("parley_connects_refused_total", "code", "AUTHENTICATION_FAILED"))
                .isEqualTo(1);
        assertThat(value("parley_connects_refused_total", "code", "other")).isEqualTo(1);
    }

    @Test
    void theSummaryIsOfTheSameNumbers() {
        engine.open(RecordingTransport.webSocket());
        engine.open(RecordingTransport.webSocket()).abort(CloseReason.TRANSPORT_CLOSE);
        meters.events().handled("ping", 1);
        meters.events().handled("ping", 1);
        meters.errors().told(ErrorCode.INVALID_MESSAGE);
        engine.time().advance(Duration.ofSeconds(4));

        assertThat(metrics.summary()).isEqualTo(new MetricsSummary(2, 1, 3, 0.5, 0, 0.5, NOW));
    }

    @Test
    void theLatencyIsTheMeanOfTheLastRoundTripsOfThoseWhoAreThere() {
        RecordingTransport near = RecordingTransport.webSocket();
        RecordingTransport far = RecordingTransport.webSocket();
        RecordingTransport gone = RecordingTransport.webSocket();
        engine.open(near);
        engine.open(far);
        EngineSession ended = engine.open(gone);
        engine.time().advance(TestEngine.PING_INTERVAL);
        engine.time().advance(Duration.ofMillis(10));
        near.receive(EnginePacket.PONG);
        engine.time().advance(Duration.ofMillis(20));
        far.receive(EnginePacket.PONG);
        engine.time().advance(Duration.ofSeconds(1));
        gone.receive(EnginePacket.PONG);
        ended.abort(CloseReason.TRANSPORT_CLOSE);

        assertThat(metrics.summary().averageLatency()).isEqualTo(20);
        assertThat(value("parley_ping_round_trip_seconds")).isEqualTo(3);
    }

    @Test
    void redisAndPresenceHaveMetersOnlyWhereThereIsRedis() {
        assertThat(metrics.meters())
                .extracting(Meter::name)
                .noneMatch(name -> name.startsWith("parley_redis") || name.startsWith("parley_presence"));

        metrics = node(Optional.of(new ClusterMeters(
                () -> new RedisStatus(true, Optional.of(Duration.ofMillis(3))),
                () -> new ClusterStatistics(1, 2, 3, 4, 5, 6, true, 7))));

        assertThat(value("parley_redis_connected")).isEqualTo(1);
        assertThat(value("parley_redis_latency_seconds")).isEqualTo(0.003);
        assertThat(value("parley_redis_messages_published_total")).isEqualTo(1);
        assertThat(value("parley_redis_messages_dropped_total")).isEqualTo(2);
        assertThat(value("parley_redis_messages_uncertain_total")).isEqualTo(3);
        assertThat(value("parley_redis_messages_received_total")).isEqualTo(4);
        assertThat(value("parley_redis_messages_malformed_total")).isEqualTo(5);
        assertThat(value("parley_redis_resubscriptions_total")).isEqualTo(6);
        assertThat(value("parley_presence_shared")).isEqualTo(1);
        assertThat(value("parley_presence_answered_alone_total")).isEqualTo(7);
    }

    @Test
    void aRedisThatIsAwayHasNoLatency() {
        metrics = node(Optional.of(
                new ClusterMeters(() -> RedisStatus.AWAY, () -> new ClusterStatistics(0, 0, 0, 0, 0, 0, false, 0))));

        assertThat(value("parley_redis_connected")).isZero();
        assertThat(value("parley_redis_latency_seconds")).isNaN();
        assertThat(value("parley_presence_shared")).isZero();
    }
}
