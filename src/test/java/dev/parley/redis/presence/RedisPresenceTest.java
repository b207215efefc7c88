package dev.parley.redis.presence;

import static dev.parley.presence.PresenceStatus.AWAY;
import static dev.parley.presence.PresenceStatus.BUSY;
import static dev.parley.presence.PresenceStatus.OFFLINE;
import static dev.parley.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.engine.ManualTime;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.TestWall;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes over a store in memory, on a clock that the tests move. */
class RedisPresenceTest {

    private static final Duration DETECTION = Duration.ofSeconds(15);

    private final ManualTime time = new ManualTime();
    private final TestWall wall = new TestWall(time);
    private final MemoryPresenceData data = new MemoryPresenceData(wall::instant);
    private final PresenceNode a = node("a");
    private final PresenceNode b = node("b");
    private final PresenceNode c = node("c");

    private PresenceNode node(String name) {
        return new PresenceNode(name, data, time.clock(), wall);
    }

    /** Time goes by for these nodes; the others are dead or stand still. */
    private void pass(Duration duration, PresenceNode... alive) {
        for (Duration gone = Duration.ZERO; gone.compareTo(duration) < 0; gone = gone.plusSeconds(1)) {
            time.advance(Duration.ofSeconds(1));
            for (PresenceNode node : alive) {
                node.settle();
            }
        }
    }

    private List<PresenceUpdate> toldBy(PresenceNode... nodes) {
        List<PresenceUpdate> all = new ArrayList<>();
        for (PresenceNode node : nodes) {
            all.addAll(node.told());
        }
        return all;
    }

    @Test
    void aUserIsOnlineFromTheFirstSocketToTheLastOnAnyNode() {
        assertThat(a.connect("ann", "a1")).get().satisfies(news -> {
            assertThat(news.presence().status()).isEqualTo(ONLINE);
            assertThat(news.presence().sockets()).containsExactly("a1");
        });
        assertThat(b.connect("ann", "b1")).isEmpty();
        assertThat(c.see("ann").sockets()).containsExactlyInAnyOrder("a1", "b1");

        assertThat(a.disconnect("ann", "a1")).isEmpty();
        assertThat(c.see("ann").status()).isEqualTo(ONLINE);
        assertThat(b.disconnect("ann", "b1"))
                .get()
                .satisfies(news -> assertThat(news.presence().status()).isEqualTo(OFFLINE));
        assertThat(c.see("ann").isConnected()).isFalse();
        assertThat(toldBy(a, b, c)).isEmpty();
    }

    @Test
    void aChangeKnowsTheRoomsOfTheUsersSocketsOnOtherNodes() {
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        b.connect("ann", "b1");
        b.join("ann", "b1", "milk");
        b.join("ann", "b1", "gone");
        b.leave("ann", "b1", "gone");

        PresenceUpdate news = a.change("ann", "a1", BUSY).orElseThrow();

        assertThat(news.presence().status()).isEqualTo(BUSY);
        assertThat(news.rooms()).containsExactly("milk");
        assertThat(b.see("ann").status()).isEqualTo(BUSY);
    }

    @Test
    void aMoveIsSeenByWhoeverLooksAfterIt() {
        a.connect("ann", "a1");
        b.connect("ann", "b1");
        b.enter("b1", "tea");
        b.presence().moved("ann", "b1");

        b.news("ann");

        assertThat(a.news("ann").rooms()).containsExactly("tea");
    }

    @Test
    void theUsersOfARoomOnOtherNodesAreKnown() {
        a.connect("ann", "a1");
        a.connect("ann", "a2");
        a.join("ann", "a1", "tea");
        a.join("ann", "a2", "tea");
        b.connect("bob", "b1");
        b.join("bob", "b1", "tea");

        assertThat(b.usersElsewhereIn("tea")).containsExactly("ann");
        assertThat(b.done(b.presence().socketsElsewhereIn("tea"))).isEqualTo(2);
        assertThat(c.usersElsewhereIn("tea")).containsExactlyInAnyOrder("ann", "bob");
        assertThat(c.done(c.presence().socketsElsewhereIn("tea"))).isEqualTo(3);
        a.leave("ann", "a1", "tea");
        assertThat(b.usersElsewhereIn("tea")).as("the second socket").containsExactly("ann");
        a.disconnect("ann", "a2");
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
        b.disconnect("bob", "b1");
        assertThat(data.rooms).as("nothing is left of a room").isEmpty();
    }

    @Test
    void roomsThatAServerHasMadeASocketJoinAreFoundInTime() {
        a.connect("ann", "a1");
        a.enter("a1", "tea");

        pass(Duration.ofSeconds(10), a, b, c);

        assertThat(b.usersElsewhereIn("tea")).containsExactly("ann");
    }

    @Test
    void theEarliestOriginOfARoomCounts() {
        RoomOrigin early = new RoomOrigin(Instant.ofEpochSecond(1), JsonValue.EMPTY_JSON_OBJECT);
        a.made("tea", new RoomOrigin(Instant.ofEpochSecond(2), JsonValue.EMPTY_JSON_OBJECT));
        b.made("tea", early);
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        b.connect("bob", "b1");
        b.join("bob", "b1", "tea");
        b.leave("bob", "b1", "tea");

        assertThat(c.done(c.presence().originsOf(Set.of("tea", "none")))).containsExactly(Map.entry("tea", early));
    }

    @Test
    @BadInput(64)
    void theUsersOfANodeThatIsKilledAreOfflineInTimeAndThatIsToldOnce() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        a.connect("both", "a2");
        b.connect("both", "b1");

        pass(DETECTION.minusSeconds(3), b, c);

        assertThat(b.see("ann").isConnected()).isFalse();
        assertThat(toldBy(b, c)).singleElement().satisfies(news -> {
            assertThat(news.presence().userId()).isEqualTo("ann");
            assertThat(news.presence().status()).isEqualTo(OFFLINE);
            assertThat(news.rooms()).containsExactly("tea");
        });
        assertThat(b.see("both").sockets()).containsExactly("b1");
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
        assertThat(b.presence().nodes()).containsOnlyKeys("b", "c");
        assertThat(data.ended).isEmpty();
        assertThat(data.enrolled.values()).allMatch(users -> users.equals(Set.of("both")) || users.isEmpty());
    }

    @Test
    void whoeverComesBackBeforeTheCrashIsNoticedWasNeverAway() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.change("ann", "a1", BUSY);
        pass(Duration.ofSeconds(3), b, c);

        assertThat(b.connect("ann", "b1")).isEmpty();
        pass(DETECTION, b, c);

        assertThat(toldBy(b, c)).isEmpty();
        assertThat(c.see("ann").status()).isEqualTo(BUSY);
        assertThat(c.see("ann").sockets()).containsExactly("b1");
    }

    @Test
    void manyUsersOfAKilledNodeAreToldOfOnceEachWhoeverClearsAway() {
        pass(PresenceWorker.LEASE, a, b, c);
        for (int i = 0; i < 450; i++) {
            a.connect("user" + i, "a" + i);
        }
        time.advance(DETECTION);
        for (int i = 0; i < 30; i++) {
            b.presence().worker().round();
            c.presence().worker().round();
        }

        assertThat(toldBy(b, c))
                .extracting(news -> news.presence().userId())
                .hasSize(450)
                .doesNotHaveDuplicates();
        assertThat(data.users).isEmpty();
    }

    @Test
    void aNodeThatStoodStillForTooLongPutsItsUsersBack() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        a.change("ann", "a1", AWAY);
        pass(DETECTION, b, c);
        assertThat(toldBy(b, c)).hasSize(1);

        a.settle();
        pass(DETECTION, a, b, c);

        assertThat(toldBy(a, b, c)).singleElement().satisfies(news -> {
            assertThat(news.presence().status()).isEqualTo(AWAY);
            assertThat(news.presence().isConnected()).isTrue();
        });
        assertThat(b.news("ann").rooms()).containsExactly("tea");
        assertThat(b.usersElsewhereIn("tea")).containsExactly("ann");
        assertThat(data.ended).isEmpty();
    }

    @Test
    void withTheStoreAwayANodeGoesOnAlone() {
        a.connect("ann", "a1");
        a.store().cut();

        assertThat(a.connect("ann", "a2")).isEmpty();
        assertThat(a.connect("bob", "a3")).isPresent();
        assertThat(a.connect("bob", "a3")).as("again").isEmpty();
        assertThat(a.change("ann", "a1", BUSY).orElseThrow().presence().status())
                .isEqualTo(BUSY);
        assertThat(a.see("ann").sockets()).containsExactlyInAnyOrder("a1", "a2");
        assertThat(a.disconnect("ann", "a1")).isEmpty();
        assertThat(a.disconnect("ann", "a2").orElseThrow().presence().status()).isEqualTo(OFFLINE);
        assertThat(a.see("nobody").isConnected()).isFalse();
        assertThat(a.usersElsewhereIn("tea")).isEmpty();
        assertThat(a.presence().isShared()).isFalse();
        assertThat(a.presence().answeredAlone()).isEqualTo(9);
    }

    @Test
    void whatChangedWhileTheStoreWasAwayIsToldWhenItIsBackAndNothingElse() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("stays", "a1");
        a.connect("leaves", "a2");
        a.connect("changes", "a3");
        a.store().cut();
        a.disconnect("leaves", "a2");
        a.change("changes", "a3", BUSY);
        a.connect("comes", "a4");
        a.join("comes", "a4", "tea");
        pass(Duration.ofSeconds(5), a, b, c);

        a.store().mend();
        pass(DETECTION, a, b, c);

        assertThat(toldBy(a, b, c))
                .extracting(
                        news -> news.presence().userId() + " " + news.presence().status())
                .containsExactlyInAnyOrder("leaves offline", "changes busy", "comes online");
        assertThat(b.see("stays").sockets()).containsExactly("a1");
        assertThat(b.see("changes").status()).isEqualTo(BUSY);
        assertThat(b.usersElsewhereIn("tea")).containsExactly("comes");
        assertThat(a.presence().isShared()).isTrue();
    }

    @Test
    void anOutageOfTheStoreMakesNobodyOffline() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        b.connect("bob", "b1");
        List.of(a, b, c).forEach(node -> node.store().cut());
        pass(Duration.ofSeconds(30), a, b, c);

        // One after the other, as it may be.
        a.store().mend();
        pass(Duration.ofSeconds(3), a, b, c);
        b.store().mend();
        c.store().mend();
        pass(DETECTION, a, b, c);

        assertThat(toldBy(a, b, c)).isEmpty();
        assertThat(c.see("ann").status()).isEqualTo(ONLINE);
        assertThat(c.see("bob").status()).isEqualTo(ONLINE);
        assertThat(c.presence().nodes()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void aStoreThatHasLostItsDataGetsThemBackAndNobodyHearsOfIt() {
        a.connect("ann", "a1");
        a.change("ann", "a1", AWAY);
        b.connect("ann", "b1");
        b.join("ann", "b1", "tea");
        data.lose();

        pass(DETECTION, a, b, c);

        assertThat(toldBy(a, b, c)).isEmpty();
        assertThat(c.see("ann").status()).isEqualTo(AWAY);
        assertThat(c.see("ann").sockets()).containsExactlyInAnyOrder("a1", "b1");
        assertThat(c.usersElsewhereIn("tea")).containsExactly("ann");
    }

    /** Or the thread would end, and nobody who asks would ever be answered. */
    @Test
    void anErrorIsAnOutageLikeAnyOther() {
        a.connect("ann", "a1");
        a.store().failWith(new NoClassDefFoundError("of a test"));

        assertThat(a.change("ann", "a1", BUSY)).isPresent();

        a.store().mend();
        pass(DETECTION, a, b, c);
        assertThat(b.see("ann").status()).isEqualTo(BUSY);
    }

    @Test
    void whatFailsAgainAndAgainIsTriedAtEachBeatAndNotAllTheTime() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.store().spoil();

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(a.change("ann", "a1", BUSY)).isPresent());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pass(DETECTION, a, b, c));

        a.store().mend();
        pass(DETECTION, a, b, c);
        assertThat(b.see("ann").status()).isEqualTo(BUSY);
        assertThat(data.ended).isEmpty();
    }

    @Test
    @BadInput(68)
    void aNodeThatBeginsWithoutTheStoreIsThereLater() {
        MemoryPresenceStore store = a.store();
        store.cut();
        a.settle();
        a.connect("ann", "a1");
        assertThat(b.see("ann").isConnected()).isFalse();

        store.mend();
        pass(PresenceWorker.BEAT, a);

        assertThat(b.see("ann").status()).isEqualTo(ONLINE);
        assertThat(a.told()).hasSize(1);
    }

    /** Wherever the connection breaks in an operation: it is answered, and in the end all nodes see the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aBreakAtAnyPointIsMended(int calls) {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        a.connect("bob", "a2");
        a.store().cutAfter(calls);
        a.presence().connected("cleo", "a3").toCompletableFuture();
        a.presence().changed("ann", "a1", BUSY, null);
        a.disconnect("bob", "a2");
        a.leave("ann", "a1", "tea");
        a.store().mend();

        pass(DETECTION, a, b, c);

        assertThat(b.see("ann").status()).isEqualTo(BUSY);
        assertThat(b.see("bob").isConnected()).isFalse();
        assertThat(b.see("cleo").status()).isEqualTo(ONLINE);
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
        assertThat(data.rooms).isEmpty();
        assertThat(data.ended).isEmpty();
        assertThat(data.users.values())
                .allSatisfy(user -> assertThat(user.places).hasSize(1));
    }

    @Test
    void aNodeThatEndsLeavesNothingForALeaseToRunOut() {
        pass(PresenceWorker.LEASE, a, b, c);
        a.connect("ann", "a1");
        a.presence().worker().end();
        pass(PresenceWorker.BEAT, b, c);

        assertThat(b.see("ann").isConnected()).isFalse();
        assertThat(toldBy(b, c)).hasSize(1);
        assertThat(a.presence().nodes()).isNotNull();
        assertThat(b.presence().nodes()).containsOnlyKeys("b", "c");
    }

    @Test
    void theTimesOfAUserDoNotGoBack() {
        Presence online = a.connect("ann", "a1").orElseThrow().presence();
        time.advance(Duration.ofSeconds(2));
        Presence busy = a.change("ann", "a1", BUSY).orElseThrow().presence();
        a.store().cut();
        Presence away = a.change("ann", "a1", AWAY).orElseThrow().presence();

        assertThat(busy.timestamp()).isAfter(online.timestamp());
        assertThat(away.timestamp()).isAfterOrEqualTo(busy.timestamp());
    }
}
