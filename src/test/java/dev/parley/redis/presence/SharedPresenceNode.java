package dev.parley.redis.presence;

import dev.parley.app.NodeThreads;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.messaging.RedisNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A node as far as presence goes, with real threads and a real Redis; all its sockets are in the room {@code tea}. */
final class SharedPresenceNode implements PresenceHost, AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(5);

    final List<PresenceUpdate> told = new CopyOnWriteArrayList<>();
    final RedisPresence presence;
    private final NodeThreads threads = new NodeThreads(Thread::new);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean hasVanished;

    SharedPresenceNode(String name, RedisSettings settings) {
        presence =
                new RedisPresence(settings, name, Thread::new, threads.executor(), threads.clock(), Clock.systemUTC());
        presence.open(this);
    }

    SharedPresenceNode shared() {
        RedisNode.await(SOON, presence::isShared);
        return this;
    }

    PresenceStatus see(String user) {
        return done(presence.of(user)).status();
    }

    <T> T done(CompletionStage<T> stage) {
        RedisNode.await(SOON, () -> stage.toCompletableFuture().isDone());
        return stage.toCompletableFuture().join();
    }

    @Override
    public Set<String> roomsOf(String socketId) {
        if (hasVanished) {
            awaitEnd();
        }
        return Set.of("tea");
    }

    @Override
    public Optional<RoomOrigin> originOf(String room) {
        return Optional.empty();
    }

    @Override
    public void changed(PresenceUpdate news) {
        told.add(news);
    }

    /** From now on nothing comes from it any more, as if its process had been killed. Somebody must have a socket. */
    void vanish(String userId, String socketId) {
        hasVanished = true;
        presence.moved(userId, socketId);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        presence.close();
        threads.close();
    }
}
