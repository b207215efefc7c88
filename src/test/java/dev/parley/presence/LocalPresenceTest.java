package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.Race;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalPresenceTest {

    private final ManualTime time = new ManualTime();
    private final WallClock wall = new WallClock(time);
    private final LocalPresence directory = new LocalPresence(wall);

    @Test
    void whoHasNoSocketIsOfflineNow() {
        assertThat(get(directory.of("alice"))).isEqualTo(Presence.offline("alice", wall.instant()));
    }

    @Test
    void theFirstSocketIsAChangeAndTheSecondIsNone() {
        Presence online = change(directory.connected("alice", "s1")).orElseThrow();
        assertThat(online.status()).isEqualTo(PresenceStatus.ONLINE);
        assertThat(online.timestamp()).isEqualTo(WallClock.START);
        assertThat(online.sockets()).containsExactly("s1");
        time.advance(Duration.ofSeconds(1));

        assertThat(change(directory.connected("alice", "s2"))).isEmpty();

        Presence now = get(directory.of("alice"));
        assertThat(now.sockets()).containsExactlyInAnyOrder("s1", "s2");
        assertThat(now.timestamp()).as("since when").isEqualTo(WallClock.START);
    }

    @Test
    void theLastSocketIsAChangeAndTheOthersAreNone() {
        directory.connected("alice", "s1");
        directory.connected("alice", "s2");

        assertThat(change(directory.disconnected("alice", "s1"))).isEmpty();
        assertThat(change(directory.disconnected("alice", "s1")))
                .as("a second time")
                .isEmpty();
        Presence offline = change(directory.disconnected("alice", "s2")).orElseThrow();

        assertThat(offline.status()).isEqualTo(PresenceStatus.OFFLINE);
        assertThat(offline.isConnected()).isFalse();
        assertThat(change(directory.disconnected("alice", "s2"))).isEmpty();
    }

    @Test
    void aSocketThatComesTwiceIsOne() {
        directory.connected("alice", "s1");
        assertThat(change(directory.connected("alice", "s1"))).isEmpty();

        assertThat(change(directory.disconnected("alice", "s1"))).isPresent();
    }

    @Test
    void aStatusStaysUntilItIsChanged() {
        directory.connected("alice", "s1");
        time.advance(Duration.ofSeconds(1));
        Presence busy = change(directory.changed("alice", "s1", PresenceStatus.BUSY, JsonValue.EMPTY_JSON_OBJECT))
                .orElseThrow();
        assertThat(busy.timestamp()).isEqualTo(WallClock.START.plusSeconds(1));
        directory.connected("alice", "s2");
        directory.disconnected("alice", "s1");

        assertThat(get(directory.of("alice")).status()).isEqualTo(PresenceStatus.BUSY);
        assertThat(change(directory.changed("alice", "s2", PresenceStatus.AWAY, null))
                        .orElseThrow()
                        .metadata())
                .isNull();
    }

    @Test
    void aSocketThatIsGoneChangesNothing() {
        assertThat(change(directory.changed("alice", "s1", PresenceStatus.AWAY, null)))
                .isEmpty();
        directory.connected("alice", "s1");
        assertThat(change(directory.changed("alice", "s0", PresenceStatus.AWAY, null)))
                .isEmpty();

        assertThat(get(directory.of("alice")).status()).isEqualTo(PresenceStatus.ONLINE);
        assertThat(get(directory.of("alice")).sockets()).containsExactly("s1");
    }

    @Test
    void theTimeOfAChangeDoesNotGoBackWithTheWallClock() {
        directory.connected("alice", "s1");
        wall.set(Duration.ofHours(-1));

        assertThat(change(directory.changed("alice", "s1", PresenceStatus.AWAY, null))
                        .orElseThrow()
                        .timestamp())
                .isEqualTo(WallClock.START);
        assertThat(change(directory.disconnected("alice", "s1")).orElseThrow().timestamp())
                .isEqualTo(WallClock.START);
    }

    @Test
    void ofManySocketsThatRaceOneIsTheFirstAndOneTheLast() {
        for (int round = 0; round < 300; round++) {
            AtomicInteger firsts = new AtomicInteger();
            AtomicInteger lasts = new AtomicInteger();
            Race.Runner[] sockets = new Race.Runner[4];
            for (int i = 0; i < sockets.length; i++) {
                String socket = "s" + i;
                sockets[i] = () -> {
                    change(directory.connected("alice", socket)).ifPresent(p -> firsts.incrementAndGet());
                    change(directory.disconnected("alice", socket)).ifPresent(p -> lasts.incrementAndGet());
                };
            }
            Race.between(sockets);

            assertThat(firsts.get())
                    .as("as often online as offline")
                    .isPositive()
                    .isEqualTo(lasts.get());
            assertThat(get(directory.of("alice")).isConnected()).isFalse();
        }
    }

    private static Optional<Presence> change(CompletionStage<Optional<PresenceUpdate>> stage) {
        return get(stage).map(PresenceUpdate::presence);
    }

    private static <T> T get(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }
}
