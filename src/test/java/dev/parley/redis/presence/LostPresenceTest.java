package dev.parley.redis.presence;

import static dev.parley.presence.PresenceStatus.AWAY;
import static dev.parley.presence.PresenceStatus.BUSY;
import static dev.parley.presence.PresenceStatus.OFFLINE;
import static dev.parley.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.redis.connection.TestWall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that loses some of what it has, as a Redis Cluster does whose master comes back empty: all is well in a minute. */
class LostPresenceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration A_RENEWAL = PresenceWorker.RENEWAL.plus(PresenceWorker.BEAT);

    private final ManualTime time = new ManualTime();
    private final TestWall wall = new TestWall(time);
    private final MemoryPresenceData data = new MemoryPresenceData(wall::instant);
    private final PresenceNode a = new PresenceNode("a", data, time.clock(), wall);
    private final PresenceNode b = new PresenceNode("b", data, time.clock(), wall);

    @BeforeEach
    void everybodyIsThere() {
        pass(PresenceWorker.LEASE, a, b);
        a.connect("ann", "a1");
        a.join("ann", "a1", "tea");
        a.change("ann", "a1", BUSY);
        b.connect("bob", "b1");
        b.join("bob", "b1", "tea");
        told(a, b);
    }

    /** Time goes by for these nodes; the others are dead. */
    private void pass(Duration duration, PresenceNode... alive) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            time.advance(Duration.ofSeconds(1));
            for (PresenceNode node : alive) {
                node.settle();
            }
        }
    }

    private static List<String> told(PresenceNode... nodes) {
        List<String> all = new ArrayList<>();
        for (PresenceNode node : nodes) {
            node.told()
                    .forEach(news -> all.add(
                            news.presence().userId() + " " + news.presence().status()));
        }
        return all;
    }

    private void everybodyIsSeen() {
        assertThat(b.see("ann").status()).isEqualTo(BUSY);
        assertThat(b.news("ann").rooms()).containsExactly("tea");
        assertThat(a.see("bob").status()).isEqualTo(ONLINE);
        assertThat(b.usersElsewhereIn("tea")).containsExactly("ann");
        assertThat(a.done(a.presence().socketsElsewhereIn("tea"))).isEqualTo(1);
    }

    private void nobodyIsLeft() {
        assertThat(data.users).isEmpty();
        assertThat(data.rooms).isEmpty();
        assertThat(data.enrolled.values()).allMatch(Set::isEmpty);
        assertThat(data.ended).isEmpty();
    }

    @Test
    void lostUsersAreBackAndNobodyIsTold() {
        data.users.clear();

        pass(A_RENEWAL, a, b);

        everybodyIsSeen();
        assertThat(told(a, b)).isEmpty();
    }

    @Test
    void lostRoomsAreBackAndNobodyIsTold() {
        data.rooms.clear();

        pass(A_RENEWAL, a, b);

        everybodyIsSeen();
        assertThat(told(a, b)).isEmpty();
    }

    @Test
    void whoeverLeavesWhileItIsLostIsOfflineForAll() {
        data.users.clear();

        assertThat(a.disconnect("ann", "a1"))
                .get()
                .satisfies(news -> assertThat(news.presence().status()).isEqualTo(OFFLINE));

        pass(MINUTE, a, b);
        assertThat(b.see("ann").isConnected()).isFalse();
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
    }

    @Test
    void aCrashAfterTheUsersOfANodeWereLostIsToldOnceTheyAreNotedAgain() {
        data.enrolled.clear();
        pass(A_RENEWAL, a, b);

        pass(Duration.ofSeconds(15), b);

        assertThat(b.see("ann").isConnected()).isFalse();
        assertThat(told(b)).containsExactly("ann offline");
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
    }

    @Test
    void aCrashRightAfterTheUsersOfANodeWereLostLeavesNobodyForLongerThanAMinute() {
        b.connect("ann", "b2");
        b.join("ann", "b2", "tea");
        data.enrolled.clear();

        pass(MINUTE, b);

        assertThat(b.see("ann").sockets()).as("beside what lives").containsExactly("b2");
        assertThat(b.done(b.presence().socketsElsewhereIn("tea"))).isZero();
        assertThat(b.usersElsewhereIn("tea")).isEmpty();
        b.disconnect("ann", "b2");
        assertThat(b.see("ann").isConnected()).isFalse();
    }

    @Test
    void whatWasKeptOfTheNodesAndTheirUsersIsLostAndNothingElse() {
        data.loseNodes();
        data.enrolled.clear();

        pass(MINUTE, a, b);
        everybodyIsSeen();
        assertThat(told(a, b)).isEmpty();
        assertThat(data.rooms.get("tea").sockets)
                .as("what was there under the old leases")
                .hasSize(2);

        assertThat(a.disconnect("ann", "a1")).as("no ghost keeps her").isPresent();
        b.disconnect("bob", "b1");
        pass(MINUTE, a, b);
        nobodyIsLeft();
    }

    @Test
    void allNodesAreGoneAndAMinuteLaterNothingIsLeft() {
        pass(MINUTE);

        PresenceNode c = new PresenceNode("c", data, time.clock(), wall);
        pass(Duration.ofSeconds(1), c);

        assertThat(c.see("ann").isConnected()).isFalse();
        assertThat(c.done(c.presence().socketsElsewhereIn("tea"))).isZero();
        nobodyIsLeft();
    }

    /** A replica that becomes the master may not have got the last that its master did. */
    @Test
    void whatALateReplicaBringsBackGoesAgain() {
        MemoryPresenceData.User ghost = data.users.get("ann");
        UserReply.Place place = ghost.places.values().iterator().next();
        a.disconnect("ann", "a1");
        data.users.put("ann", ghost);
        ghost.places.put("of the past", place);

        pass(MINUTE, a, b);

        assertThat(b.see("ann").isConnected()).isFalse();
    }

    @Test
    void aLongOutageMakesNobodyOfflineThoughTheStoreHasForgottenAll() {
        List.of(a, b).forEach(node -> node.store().cut());
        pass(MINUTE.multipliedBy(2), a, b);
        a.change("ann", "a1", AWAY);

        List.of(a, b).forEach(node -> node.store().mend());
        pass(Duration.ofSeconds(15), a, b);

        assertThat(b.see("ann").status()).isEqualTo(AWAY);
        assertThat(a.see("bob").status()).isEqualTo(ONLINE);
        assertThat(told(a, b)).containsExactly("ann away");
    }

    @Test
    void manyUsersAreRenewedWithoutABeatBeingLate() {
        for (int i = 0; i < 1000; i++) {
            a.connect("user" + i, "many" + i);
            a.join("user" + i, "many" + i, "room" + i);
        }
        data.users.clear();
        data.rooms.clear();

        pass(A_RENEWAL, a, b);

        assertThat(data.users).hasSize(1002);
        assertThat(data.rooms).hasSize(1001);
        Instant oldest = wall.instant().minus(PresenceWorker.RENEWAL);
        assertThat(data.running.values()).allMatch(until -> until.isAfter(oldest));
    }
}
