package dev.parley.redis.presence;

import static dev.parley.presence.PresenceStatus.BUSY;
import static dev.parley.presence.PresenceStatus.OFFLINE;
import static dev.parley.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.RedisClusterOfThree;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on a Redis Cluster of three masters, one of which comes back empty: within a minute everybody who is there is
 * seen, and nobody who is not.
 */
class LostMasterIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NODES = "socket.io:presence:{nodes}:running";

    private RedisClusterOfThree redis;
    private SharedPresenceNode a;
    private SharedPresenceNode b;
    /** One on each master. */
    private List<String> users;

    @BeforeEach
    void start() throws IOException {
        redis = new RedisClusterOfThree();
        a = new SharedPresenceNode("a", redis.settings()).shared();
        b = new SharedPresenceNode("b", redis.settings()).shared();
        users = IntStream.range(0, 3).mapToObj(this::userOn).toList();
        for (String user : users) {
            a.done(a.presence.connected(user, user + "1"));
            a.presence.moved(user, user + "1");
        }
        a.done(a.presence.changed(users.get(0), users.get(0) + "1", BUSY, null));
        RedisNode.await(Duration.ofSeconds(5), this::isWell);
        a.told.clear();
    }

    @AfterEach
    void end() {
        a.close();
        b.close();
        redis.close();
    }

    private String userOn(int master) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "user" + i)
                .filter(user -> redis.masterOf("socket.io:presence:user:" + user) == master)
                .findFirst()
                .orElseThrow();
    }

    private boolean isWell() {
        return b.presence.isShared()
                && b.see(users.get(0)) == BUSY
                && b.see(users.get(1)) == ONLINE
                && b.see(users.get(2)) == ONLINE
                && b.done(b.presence.usersElsewhereIn("tea")).equals(Set.copyOf(users))
                && b.done(b.presence.socketsElsewhereIn("tea")) == 3;
    }

    private boolean isEmpty() {
        return users.stream().allMatch(user -> b.see(user) == OFFLINE)
                && b.done(b.presence.usersElsewhereIn("tea")).isEmpty()
                && b.done(b.presence.socketsElsewhereIn("tea")) == 0;
    }

    private void everybodyLeaves() {
        users.forEach(user -> assertThat(a.done(a.presence.disconnected(user, user + "1")))
                .as("%s is offline, and told to be", user)
                .isPresent());
    }

    @Test
    void theMasterThatKnewTheNodesComesBackEmpty() {
        redis.lose(NODES);

        RedisNode.await(MINUTE, this::isWell);
        assertThat(b.told).noneMatch(news -> news.presence().status() == OFFLINE);
        everybodyLeaves();
        RedisNode.await(MINUTE, this::isEmpty);
    }

    @Test
    void theMasterThatKnewTheRoomComesBackEmpty() {
        redis.lose("socket.io:presence:room:tea");

        RedisNode.await(MINUTE, this::isWell);
        assertThat(b.told).noneMatch(news -> news.presence().status() == OFFLINE);
        everybodyLeaves();
        RedisNode.await(MINUTE, this::isEmpty);
    }

    @Test
    void theMasterThatKnewTheUsersOfANodeComesBackEmptyAndTheNodeCrashes() {
        redis.lose("socket.io:presence:users:" + a.presence.worker().lease().text());
        a.vanish(users.get(0), users.get(0) + "1");

        RedisNode.await(MINUTE.plusSeconds(10), this::isEmpty);
    }
}
