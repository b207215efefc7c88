package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.idempotency.Outcome;
import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** The store in Redis, and the one in memory that stands for it in other tests, keep the same promises. */
class PresenceStoreIT {

    private enum Kind {
        REDIS,
        REDIS_CLUSTER,
        MEMORY
    }

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final JsonObject METADATA =
            Json.createObjectBuilder().add("mood", "ü\"{}").build();
    private static final Lease ONE = new Lease("one", 1);
    private static final Lease TWO = new Lease("two", 7);
    private static RealRedis redis;
    private static RealRedis cluster;

    private PresenceStore store;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = RealRedis.start();
        cluster = RealRedis.startCluster();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        cluster.close();
    }

    private void open(Kind kind) {
        open(kind, PresenceTtl.DEFAULT);
    }

    private void open(Kind kind, PresenceTtl lifetimes) {
        redis.flush();
        cluster.flush();
        store = switch (kind) {
            case REDIS -> new RedisPresenceStore(redis.settings(), lifetimes);
            case REDIS_CLUSTER -> new RedisPresenceStore(cluster.settings(), lifetimes);
            case MEMORY -> new MemoryPresenceStore(new MemoryPresenceData(PresenceStoreIT::now, lifetimes));
        };
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private UserReply take(UserCommand step) {
        return store.users(List.of(step)).get(0);
    }

    private UserReply put(Lease lease, String socket) {
        return take(new UserCommand.Put("ann", lease, Set.of(socket), null));
    }

    private static Presence seen(PresenceStatus status, Instant time, JsonObject metadata) {
        return new Presence("ann", status, time, metadata, Set.of());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theFirstSocketBringsAUserAndTheLastTakesItAway(Kind kind) {
        open(kind);
        Instant before = now();

        UserReply first = put(ONE, "a");
        assertThat(first.changed()).isTrue();
        assertThat(first.presence().status()).isEqualTo(PresenceStatus.ONLINE);
        assertThat(first.presence().timestamp()).isBetween(before, now());
        assertThat(first.presence().metadata()).isNull();
        assertThat(put(ONE, "a").changed()).as("again").isFalse();
        assertThat(put(TWO, "b").changed()).isFalse();
        assertThat(put(TWO, "b").presence().sockets()).containsExactlyInAnyOrder("a", "b");

        UserReply one = take(new UserCommand.Drop("ann", ONE, "a"));
        assertThat(one.changed()).isFalse();
        assertThat(one.isElsewhere(ONE)).isTrue();
        assertThat(one.isElsewhere(TWO)).isFalse();
        assertThat(take(new UserCommand.Drop("ann", ONE, "b")).changed())
                .as("of another lease")
                .isFalse();
        UserReply last = take(new UserCommand.Drop("ann", TWO, "b"));
        assertThat(last.changed()).isTrue();
        assertThat(last.presence().status()).isEqualTo(PresenceStatus.OFFLINE);
        assertThat(last.presence().sockets()).isEmpty();
        assertThat(take(new UserCommand.Drop("ann", TWO, "b")).changed())
                .as("again")
                .isFalse();
        assertThat(take(new UserCommand.Look("ann")).presence().isConnected()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aUserIsSeenAsItWishesUntilItGoes(Kind kind) {
        open(kind);
        put(ONE, "a");

        assertThat(take(new UserCommand.Change("ann", ONE, "x", PresenceStatus.BUSY, METADATA))
                        .changed())
                .as("by a socket that is not there")
                .isFalse();
        UserReply busy = take(new UserCommand.Change("ann", ONE, "a", PresenceStatus.BUSY, METADATA));
        assertThat(busy.changed()).isTrue();
        assertThat(busy.presence().status()).isEqualTo(PresenceStatus.BUSY);
        assertThat(busy.presence().metadata()).isEqualTo(METADATA);
        put(TWO, "b");
        assertThat(take(new UserCommand.Look("ann")).presence().metadata()).isEqualTo(METADATA);
        assertThat(take(new UserCommand.Change("ann", TWO, "b", PresenceStatus.AWAY, null))
                        .presence()
                        .metadata())
                .isNull();
        take(new UserCommand.DropAll("ann", ONE));
        take(new UserCommand.DropAll("ann", TWO));
        assertThat(put(ONE, "c").presence().status()).isEqualTo(PresenceStatus.ONLINE);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatANodeKnowsCountsIfItIsLaterThanWhatIsThere(Kind kind) {
        open(kind);
        Instant future = now().plusSeconds(100);
        Presence known = seen(PresenceStatus.AWAY, future, METADATA);

        UserReply first = take(new UserCommand.Put("ann", ONE, Set.of("a"), known));
        assertThat(first.changed()).isTrue();
        assertThat(first.presence().timestamp()).isEqualTo(future);
        assertThat(take(new UserCommand.Put("ann", TWO, Set.of("b"), known)).changed())
                .as("the same")
                .isFalse();
        assertThat(take(new UserCommand.Put(
                                "ann", TWO, Set.of("b"), seen(PresenceStatus.BUSY, future.minusSeconds(1), null)))
                        .presence()
                        .status())
                .as("older")
                .isEqualTo(PresenceStatus.AWAY);
        UserReply newer = take(
                new UserCommand.Put("ann", TWO, Set.of("b"), seen(PresenceStatus.BUSY, future.plusMillis(1), null)));
        assertThat(newer.changed()).isTrue();
        assertThat(newer.presence().status()).isEqualTo(PresenceStatus.BUSY);
        assertThat(take(new UserCommand.Change("ann", TWO, "b", PresenceStatus.ONLINE, null))
                        .presence()
                        .timestamp())
                .as("never goes back")
                .isEqualTo(future.plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theRoomsOfASocketAreTheLastThatWereWritten(Kind kind) {
        open(kind);
        put(ONE, "a");
        put(ONE, "b");

        take(new UserCommand.Move("ann", ONE, Map.of("a", Set.of("tea", "\"quoted\" ü"), "gone", Set.of("x"))));
        put(ONE, "a");
        UserReply reply = take(new UserCommand.Move("ann", ONE, Map.of("b", Set.of("tea"))));

        assertThat(reply.places())
                .containsExactlyInAnyOrder(
                        new UserReply.Place(ONE, "a", Set.of("tea", "\"quoted\" ü")),
                        new UserReply.Place(ONE, "b", Set.of("tea")));
        assertThat(reply.newsFor(TWO).rooms()).containsExactlyInAnyOrder("tea", "\"quoted\" ü");
        assertThat(reply.newsFor(ONE).rooms()).isEmpty();
        assertThat(take(new UserCommand.DropAll("ann", ONE)).newsFor(TWO).rooms())
                .containsExactlyInAnyOrder("tea", "\"quoted\" ü");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void withASocketGoesWhatIsLeftUnderEarlierLeasesOfItsNode(Kind kind) {
        open(kind);
        put(ONE, "a");
        take(new UserCommand.Move("ann", ONE, Map.of("a", Set.of("tea"))));
        Lease later = new Lease("one", 12);
        put(later, "a");
        put(later, "b");

        UserReply first = take(new UserCommand.Drop("ann", later, "a"));
        assertThat(first.changed()).isFalse();
        assertThat(first.removed()).hasSize(2);
        assertThat(first.emptiedExcept(later)).containsExactly(new RoomCommand("tea", ONE, Map.of("ann", 0), null));
        put(new Lease("one", 13), "c");
        assertThat(take(new UserCommand.Drop("ann", later, "b")).presence().sockets())
                .as("under a later one")
                .containsExactly("c");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allSocketsOfALeaseGoAtOnceAndNoOthers(Kind kind) {
        open(kind);
        Lease similar = new Lease("one", 11);
        put(ONE, "a");
        put(ONE, "b");
        put(similar, "c");

        UserReply reply = take(new UserCommand.DropAll("ann", ONE));

        assertThat(reply.changed()).isFalse();
        assertThat(reply.removed()).hasSize(2);
        assertThat(reply.presence().sockets()).containsExactly("c");
        assertThat(take(new UserCommand.DropAll("ann", similar)).changed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLeaseThatIsNotRenewedEndsForGood(Kind kind) throws InterruptedException {
        open(kind);
        Duration brief = Duration.ofMillis(30);
        assertThat(store.beat(ONE, brief, 3, false, false).isHeld())
                .as("not begun")
                .isFalse();
        LeaseRenewal begun = store.beat(ONE, brief, 3, true, false);
        assertThat(begun.isHeld()).isTrue();
        assertThat(begun.sockets()).containsExactly(Map.entry(ONE, 3));
        Thread.sleep(brief.toMillis() * 2);

        assertThat(store.beat(TWO, LONG, 4, true, false).ended()).as("spared").isEmpty();
        assertThat(store.beat(ONE, brief, 5, false, false).isHeld())
                .as("in time after all")
                .isTrue();
        Thread.sleep(brief.toMillis() * 2);
        LeaseRenewal late = store.beat(TWO, LONG, 4, false, true);

        assertThat(late.ended()).containsExactly(ONE);
        assertThat(late.sockets()).containsExactly(Map.entry(TWO, 4));
        assertThat(late.epoch()).isEqualTo(begun.epoch());
        assertThat(store.beat(ONE, brief, 5, false, false).isHeld()).isFalse();
        store.forget(ONE);
        assertThat(store.beat(TWO, LONG, 4, false, true).ended()).isEmpty();
        store.end(TWO);
        assertThat(store.beat(TWO, LONG, 4, false, true).isHeld()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void usersAreNotedUnderALease(Kind kind) {
        open(kind);
        store.enroll(ONE, List.of("ann", "bob", "}{"));
        store.enroll(TWO, List.of("ann"));

        assertThat(store.enrolled(ONE, 2)).hasSize(2);
        store.dismiss(ONE, List.of("ann", "bob"));
        assertThat(store.enrolled(ONE, 10)).containsExactly("}{");
        assertThat(store.enrolled(TWO, 10)).containsExactly("ann");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRoomKnowsWhoIsInItAndItsEarliestOrigin(Kind kind) {
        open(kind);
        RoomOrigin early = new RoomOrigin(now(), METADATA);
        RoomOrigin late = new RoomOrigin(now().plusSeconds(1), JsonObject.EMPTY_JSON_OBJECT);
        store.rooms(List.of(
                new RoomCommand("tea", ONE, Map.of("ann", 2, "bob", 1), late),
                new RoomCommand("tea", TWO, Map.of("cleo/x", 1), early),
                new RoomCommand("tea", ONE, Map.of("dan", 1), late),
                new RoomCommand("bar", ONE, Map.of("ann", 1), null)));

        assertThat(store.usersIn(List.of("tea", "bar", "none"), TWO))
                .containsExactly(Set.of("ann", "bob", "dan"), Set.of("ann"), Set.of());
        assertThat(store.usersIn(List.of("tea"), ONE)).containsExactly(Set.of("cleo/x"));
        assertThat(store.origins(Set.of("tea", "bar", "none"))).containsExactly(Map.entry("tea", early));

        assertThat(store.socketsIn(List.of("tea", "bar", "none"), TWO)).containsExactly(4, 1, 0);
        assertThat(store.socketsIn(List.of("tea", "bar", "none"), ONE)).containsExactly(1, 0, 0);
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), null)));
        assertThat(store.socketsIn(List.of("tea"), TWO)).containsExactly(3);

        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 0, "bob", 0, "dan", 0), null)));
        assertThat(store.socketsIn(List.of("tea"), TWO)).containsExactly(0);
        assertThat(store.origins(Set.of("tea"))).containsKey("tea");
        store.rooms(List.of(new RoomCommand("tea", TWO, Map.of("cleo/x", 0), null)));
        assertThat(store.origins(Set.of("tea"))).as("as it never was").isEmpty();
        store.rooms(List.of(new RoomCommand("tea", TWO, Map.of("cleo/x", 1), late)));
        assertThat(store.origins(Set.of("tea"))).containsEntry("tea", late);
    }

    private UserReply renew(Lease lease, Map<String, Set<String>> sockets) {
        return take(new UserCommand.Renew(
                "ann", lease, sockets, seen(PresenceStatus.AWAY, Instant.ofEpochMilli(1_000), METADATA)));
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsMissingIsBackAfterARenewalAndNobodyIsTold(Kind kind) {
        open(kind);

        UserReply reply = renew(ONE, Map.of("a", Set.of("tea"), "b", Set.of()));
        store.renewRooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), new RoomOrigin(now(), METADATA))));

        assertThat(reply.changed()).isFalse();
        assertThat(reply.presence().status()).isEqualTo(PresenceStatus.AWAY);
        assertThat(reply.presence().metadata()).isEqualTo(METADATA);
        assertThat(reply.places())
                .containsExactlyInAnyOrder(
                        new UserReply.Place(ONE, "a", Set.of("tea")), new UserReply.Place(ONE, "b", Set.of()));
        assertThat(store.socketsIn(List.of("tea"), TWO)).containsExactly(1);
        assertThat(store.usersIn(List.of("tea"), TWO)).containsExactly(Set.of("ann"));
        assertThat(store.origins(Set.of("tea"))).containsKey("tea");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatShouldNotBeThereIsGoneAfterARenewalAndWhatIsOthersStays(Kind kind) {
        open(kind);
        Lease before = new Lease("one", 1);
        Lease after = new Lease("one", 2);
        Lease similar = new Lease("one.1", 2);
        for (Lease lease : List.of(before, after, similar, TWO)) {
            put(lease, "gone" + lease.text());
            store.rooms(List.of(new RoomCommand("tea", lease, Map.of("ann", 1, "bob", 2), null)));
        }
        Instant online = take(new UserCommand.Look("ann")).presence().timestamp();

        UserReply reply = renew(after, Map.of("a", Set.of("tea")));
        store.renewRooms(List.of(new RoomCommand("tea", after, Map.of("ann", 1), null)));

        assertThat(reply.places())
                .containsExactlyInAnyOrder(
                        new UserReply.Place(after, "a", Set.of("tea")),
                        new UserReply.Place(similar, "gone" + similar.text(), Set.of()),
                        new UserReply.Place(TWO, "gone" + TWO.text(), Set.of()));
        assertThat(reply.presence().status())
                .as("later than what the node knows")
                .isEqualTo(PresenceStatus.ONLINE);
        assertThat(reply.presence().timestamp()).isEqualTo(online);
        assertThat(store.socketsIn(List.of("tea"), new Lease("none", 1))).containsExactly(7);
        assertThat(store.socketsIn(List.of("tea"), after)).containsExactly(6);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatNobodyRenewsIsForgotten(Kind kind) throws InterruptedException {
        Duration life = Duration.ofMillis(200);
        open(kind, new PresenceTtl(life, life, life));
        String epoch = store.beat(ONE, LONG, 1, true, true).epoch();
        store.enroll(ONE, List.of("ann"));
        put(ONE, "a");
        take(new UserCommand.Change("ann", ONE, "a", PresenceStatus.BUSY, METADATA));
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), new RoomOrigin(now(), METADATA))));
        store.end(TWO);
        pass(life.multipliedBy(2));

        assertThat(redis.keys()).as("in Redis").isEmpty();
        assertThat(cluster.keys()).as("in a Redis Cluster").isEmpty();
        assertThat(take(new UserCommand.Look("ann")).presence().isConnected()).isFalse();
        assertThat(store.socketsIn(List.of("tea"), TWO)).containsExactly(0);
        assertThat(store.enrolled(ONE, 10)).isEmpty();
        assertThat(store.beat(ONE, LONG, 1, false, true).isHeld()).isFalse();
        assertThat(store.beat(ONE, LONG, 1, true, true).epoch()).isNotEqualTo(epoch);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsRenewedStaysAndWhatNobodyRenewsBesideItGoes(Kind kind) throws InterruptedException {
        Duration life = Duration.ofMillis(500);
        open(kind, new PresenceTtl(life, life, life));
        put(ONE, "a");
        put(TWO, "b");
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), null)));
        store.rooms(List.of(new RoomCommand("tea", TWO, Map.of("ann", 1), null)));
        for (int i = 0; i < 8; i++) {
            pass(Duration.ofMillis(100));
            store.enroll(TWO, List.of("ann"));
            renew(TWO, Map.of("b", Set.of("tea")));
            store.renewRooms(List.of(new RoomCommand("tea", TWO, Map.of("ann", 1), null)));
        }

        assertThat(take(new UserCommand.Look("ann")).places())
                .containsExactly(new UserReply.Place(TWO, "b", Set.of("tea")));
        assertThat(store.socketsIn(List.of("tea"), new Lease("none", 1))).containsExactly(1);
        assertThat(store.usersIn(List.of("tea"), TWO)).containsExactly(Set.of());
        assertThat(store.enrolled(TWO, 10)).containsExactly("ann");
        UserReply last = take(new UserCommand.Drop("ann", TWO, "b"));
        assertThat(last.changed()).isTrue();
    }

    /** The clock of a Redis that has failed may have been ahead of that of the one that takes its place. */
    @Test
    void timesOfTheFutureDoNotKeepAGhost() throws InterruptedException {
        Duration life = Duration.ofMillis(300);
        open(Kind.REDIS, new PresenceTtl(LONG, life, LONG));
        put(ONE, "a");
        put(TWO, "b");
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), null)));
        String future = PresenceFields.millis(now().plusSeconds(3600));
        try (Jedis stranger = new RedisClients(redis.settings()).connect()) {
            stranger.hset("socket.io:presence:user:ann", "%" + ONE.text(), future);
            stranger.hset("socket.io:presence:room:tea", "%" + ONE.text(), future);
        }
        for (int i = 0; i < 3; i++) {
            renew(TWO, Map.of("b", Set.of("tea")));
            store.renewRooms(List.of(new RoomCommand("tea", TWO, Map.of("ann", 1), null)));
            pass(Duration.ofMillis(200));
        }

        renew(TWO, Map.of("b", Set.of("tea")));
        store.renewRooms(List.of(new RoomCommand("tea", TWO, Map.of("ann", 1), null)));
        assertThat(take(new UserCommand.Look("ann")).presence().sockets()).containsExactly("b");
        assertThat(store.socketsIn(List.of("tea"), TWO)).containsExactly(0);
    }

    @Test
    void whatSomebodyElseHasPutThereIsPassedOver() {
        open(Kind.REDIS);
        put(ONE, "a");
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), null)));
        try (Jedis stranger = new RedisClients(redis.settings()).connect()) {
            stranger.hset("socket.io:presence:user:ann", "@junk", "[]");
            stranger.hset("socket.io:presence:room:tea", "@junk", "1");
            stranger.hset("socket.io:presence:{nodes}:sockets", "junk", "1");
            stranger.sadd("socket.io:presence:{nodes}:ended", "junk");
        }

        assertThat(take(new UserCommand.Look("ann")).presence().sockets()).containsExactly("a");
        assertThat(store.usersIn(List.of("tea"), TWO)).containsExactly(Set.of("ann"));
        LeaseRenewal renewal = store.beat(ONE, LONG, 1, true, true);
        assertThat(renewal.ended()).isEmpty();
        assertThat(renewal.sockets()).containsOnlyKeys(ONE);
    }

    @Test
    void noKeyIsLeftBehind() {
        open(Kind.REDIS);
        store.beat(ONE, LONG, 1, true, true);
        store.enroll(ONE, List.of("ann"));
        put(ONE, "a");
        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 1), null)));

        store.rooms(List.of(new RoomCommand("tea", ONE, Map.of("ann", 0), null)));
        take(new UserCommand.Drop("ann", ONE, "a"));
        store.dismiss(ONE, List.of("ann"));
        store.end(ONE);
        store.forget(ONE);

        assertThat(redis.keys()).containsExactly("socket.io:presence:{nodes}:epoch");
    }

    private static final String FINGERPRINT = "a";
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final Outcome OUTCOME = new Outcome("first", Instant.ofEpochMilli(1_234_567_890_123L));
    private static final Outcome OTHER = new Outcome("second", Instant.ofEpochMilli(1));

    private SharedKeys.Answer claim(String fingerprint, Outcome proposed, Duration lease, Duration life) {
        return store.keys(List.of(new KeyCommand.Claim("ann:1", fingerprint, proposed, lease, life)))
                .get(0);
    }

    private SharedKeys.Answer find() {
        return store.keys(List.of(new KeyCommand.Find("ann:1"))).get(0);
    }

    private void confirm(Outcome outcome) {
        store.keys(List.of(new KeyCommand.Confirm("ann:1", outcome, LONG)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyIsClaimedOnceAndThenDone(Kind kind) {
        open(kind);
        assertThat(find()).isEqualTo(SharedKeys.Answer.UNKNOWN);

        assertThat(claim(FINGERPRINT, OUTCOME, LONG, LONG))
                .isEqualTo(new SharedKeys.Answer(SharedKeys.State.CLAIMED, FINGERPRINT, OUTCOME));
        SharedKeys.Answer underWay = new SharedKeys.Answer(SharedKeys.State.UNDER_WAY, FINGERPRINT, OUTCOME);
        assertThat(claim(FINGERPRINT, OTHER, LONG, LONG)).isEqualTo(underWay);
        assertThat(find()).isEqualTo(underWay);
        confirm(OTHER);
        assertThat(find()).as("somebody else's confirmation").isEqualTo(underWay);

        confirm(OUTCOME);
        SharedKeys.Answer done = new SharedKeys.Answer(SharedKeys.State.DONE, FINGERPRINT, OUTCOME);
        assertThat(claim(FINGERPRINT, OTHER, LONG, LONG)).isEqualTo(done);
        assertThat(claim("b", OTHER, LONG, LONG)).isEqualTo(done);
        assertThat(find()).isEqualTo(done);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClaimThatIsNotConfirmedGoesToTheNextWithTheSameOutcome(Kind kind) throws InterruptedException {
        open(kind);
        claim(FINGERPRINT, OUTCOME, LEASE, LONG);
        TimeUnit.MILLISECONDS.sleep(LEASE.toMillis() + 1);

        assertThat(claim("b", OTHER, LONG, LONG).state()).isEqualTo(SharedKeys.State.UNDER_WAY);
        assertThat(claim(FINGERPRINT, OTHER, LONG, LONG))
                .isEqualTo(new SharedKeys.Answer(SharedKeys.State.CLAIMED, FINGERPRINT, OUTCOME));
        assertThat(find().state()).isEqualTo(SharedKeys.State.UNDER_WAY);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyIsForgotten(Kind kind) throws InterruptedException {
        open(kind);
        claim(FINGERPRINT, OUTCOME, LONG, LEASE);
        TimeUnit.MILLISECONDS.sleep(LEASE.toMillis() + 1);

        assertThat(find()).isEqualTo(SharedKeys.Answer.UNKNOWN);
    }
}
