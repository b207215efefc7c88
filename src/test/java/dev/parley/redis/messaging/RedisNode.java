package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.MessagingWires;
import dev.parley.app.NodeThreads;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A node as far as the cluster is concerned, with a real Redis, real threads and real time, but without a server. */
public final class RedisNode implements AutoCloseable {

    private final NodeThreads threads = new NodeThreads(Thread::new);
    private final AtomicLong ids = new AtomicLong();
    private final RedisMessaging messaging;
    private final ClusterAdapter adapter;

    public RedisNode(String name, RedisSettings settings) {
        messaging = new RedisMessaging(
                settings,
                MessagingWires.of(settings.wire()),
                name,
                threads.clock(),
                Thread::new,
                threads.executor(),
                threads.executor());
        adapter = new ClusterAdapter(messaging.bus("/"), threads.timers(), threads.executor());
        adapter.open(new AdapterHost() {
            @Override
            public long nextId() {
                return ids.getAndIncrement();
            }

            @Override
            public Optional<Member> member(String socketId) {
                return Optional.empty();
            }

            @Override
            public void serverSideEvent(JsonArray data, Consumer<JsonValue> answer) {}
        });
    }

    /** A node that has found Redis. */
    public static RedisNode connected(String name, RedisSettings settings) {
        RedisNode node = new RedisNode(name, settings);
        await(Duration.ofSeconds(5), node::isConnected);
        return node;
    }

    public ClusterAdapter adapter() {
        return adapter;
    }

    public MessagingStatus status() {
        return messaging.status();
    }

    public boolean isConnected() {
        return messaging.status().isConnected();
    }

    /** A new member, in rooms that are in reach of others. */
    public RecordingMember member(String id, String... rooms) {
        RecordingMember member = new RecordingMember(id);
        adapter.add(member);
        join(member, rooms);
        return member;
    }

    void join(RecordingMember member, String... rooms) {
        adapter.join(member, List.of(rooms));
        adapter.ready(List.of(rooms))
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /** Sends an event to a room; returns the text that its members hear. */
    public String send(String room, String event) {
        return send(new BroadcastOptions(Set.of(room), Set.of(), false, false), event);
    }

    /** Sends an event to everybody. */
    public String sendToAll(String event) {
        return send(BroadcastOptions.EVERYBODY, event);
    }

    private String send(BroadcastOptions options, String event) {
        JsonArray data = JSON.createArrayBuilder().add(event).build();
        adapter.broadcast(new SocketPacket.Event("/", SocketPacket.NO_ID, data), options);
        return "2[\"" + event + "\"]";
    }

    /** Sends an event to a room whose members are to acknowledge it; nobody waits for that. */
    public void ask(String room, String event) {
        JsonArray data = JSON.createArrayBuilder().add(event).build();
        adapter.broadcast(
                new SocketPacket.Event("/", ids.getAndIncrement(), data),
                new BroadcastOptions(Set.of(room), Set.of(), false, false),
                Duration.ofSeconds(5),
                expected -> {},
                new AckCollector() {
                    @Override
                    public void acknowledged(JsonArray arguments) {}

                    @Override
                    public void missed() {}
                });
    }

    /** Waits until something is the case, and fails when it does not become so. */
    public static void await(Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience);
            pause(Duration.ofMillis(5));
        }
    }

    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        messaging.close();
        threads.close();
    }
}
