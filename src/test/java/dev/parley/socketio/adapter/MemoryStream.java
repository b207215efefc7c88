package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Several nodes that share one stream and one store of sessions in memory. What a node says waits in its line until the test lets
 * it {@linkplain Bus#writes pass}, and what is in the stream until the test lets a node {@linkplain Bus#reads read}. For one thread.
 */
public final class MemoryStream {

    private record Appended(StreamId id, Bus sender, Consumer<Bus> content) {}

    private static final class Stored {
        private String node;
        private long generation;
        private final String owner;
        private String content;

        Stored(String owner) {
            this.owner = owner;
        }
    }

    private final List<Bus> buses = new ArrayList<>();
    private final List<Appended> entries = new ArrayList<>();
    private final Map<String, Stored> stored = new HashMap<>();
    private long time = 1_000;

    /** A node that joins the cluster. */
    public Bus node(String name) {
        Bus bus = new Bus(name);
        buses.add(bus);
        return bus;
    }

    /** All nodes say what they have to say and read all that there is, and what follows from it. */
    public void deliver() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Bus bus : buses) {
                moved |= bus.writes() | bus.reads();
            }
        }
    }

    /** The store loses all sessions. */
    public void forgetsSessions() {
        stored.clear();
    }

    /** The secrets of the sessions in the store. */
    public List<String> sessions() {
        return List.copyOf(stored.keySet());
    }

    /** What is in the store, by secrets. */
    public String content(String pid) {
        return stored.get(pid).content;
    }

    /** Clocks differ: the next entries are so much later. */
    public void pass(Duration duration) {
        time += duration.toMillis();
    }

    /** A server that numbers nothing appends an event. */
    public void foreign(SocketPacket.Event packet, BroadcastOptions options) {
        append(null, bus -> bus.listener.broadcast("foreign", packet, options, EventOrigin.unnumbered(bus.position)));
    }

    private StreamId append(Bus sender, Consumer<Bus> content) {
        StreamId id = new StreamId(time++, 0);
        entries.add(new Appended(id, sender, content));
        return id;
    }

    /** One node's end. */
    public final class Bus implements ClusterBus, SessionStore {

        private final String name;
        private final Queue<Runnable> line = new ArrayDeque<>();
        private final Map<CompletableFuture<Boolean>, StreamId> waiting = new HashMap<>();
        private ClusterListener listener;
        private Listener ofSessions;
        private StreamId position = StreamId.ZERO;
        private int next;
        private boolean connected = true;
        private boolean dead;
        private boolean past;

        private Bus(String name) {
            this.name = name;
        }

        /** The process ends: what has not been said is never said, and nothing is read any more. */
        public void dies() {
            dead = true;
            line.clear();
        }

        /** Redis is away for this node, and it knows that; or it is back. */
        public void connected(boolean now) {
            connected = now;
        }

        /** Says all that it has to say; false if that was nothing. */
        public boolean writes() {
            if (!connected || line.isEmpty()) {
                return false;
            }
            for (Runnable one = line.poll(); one != null; one = line.poll()) {
                one.run();
            }
            return true;
        }

        /** How many things it has to say. */
        public int waits() {
            return line.size();
        }

        /** Says so many things. */
        public void writes(int some) {
            for (int i = 0; i < some; i++) {
                line.remove().run();
            }
        }

        /** Reads all that there is; false if that was nothing. */
        public boolean reads() {
            return reads(Integer.MAX_VALUE);
        }

        /** Reads so many entries at most. */
        public boolean reads(int some) {
            if (dead || !connected || listener == null) {
                return false;
            }
            int read = 0;
            while (next < entries.size() && read < some) {
                Appended entry = entries.get(next++);
                read++;
                position = entry.id();
                entry.content().accept(this);
            }
            List.copyOf(waiting.keySet()).forEach(caller -> {
                if (waiting.get(caller).isUpTo(position)) {
                    waiting.remove(caller);
                    caller.complete(true);
                }
            });
            return read > 0;
        }

        private void say(Runnable what) {
            if (!dead) {
                line.add(what);
            }
        }

        @Override
        public String node() {
            return name;
        }

        @Override
        public void open(ClusterListener newListener) {
            listener = newListener;
            if (past) {
                listener.begun(StreamId.ZERO);
                ClusterListener live = listener;
                listener = new OnlyPast(live);
                reads();
                listener = live;
            } else {
                next = entries.size();
                position = entries.isEmpty()
                        ? StreamId.ZERO
                        : entries.get(next - 1).id();
                listener.begun(position);
            }
        }

        /** When it is opened it is given what was in the stream before. */
        public void readsThePast() {
            past = true;
        }

        @Override
        public void open(Listener newListener) {
            ofSessions = newListener;
        }

        @Override
        public void close() {
            listener = null;
        }

        @Override
        public void publish(SocketPacket.Event packet, BroadcastOptions options) {
            say(() -> append(this, bus -> {
                if (bus != this) {
                    bus.listener.broadcast(name, packet, options);
                }
            }));
        }

        @Override
        public void publish(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
            say(() -> append(this, bus -> {
                if (bus == this) {
                    bus.listener.returned(origin.at(bus.position));
                } else {
                    bus.listener.broadcast(name, packet, options, origin.at(bus.position));
                }
            }));
        }

        @Override
        public void publish(ClusterRequest request) {
            say(() -> append(this, bus -> {
                if (bus != this) {
                    bus.listener.request(name, request);
                }
            }));
        }

        @Override
        public void respond(String requester, ClusterResponse response) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public CompletionStage<Void> subscribe(String room) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void unsubscribe(String room) {
            // All rooms are read.
        }

        @Override
        public CompletionStage<Integer> others() {
            return CompletableFuture.completedStage(buses.size() - 1);
        }

        @Override
        public CompletionStage<Boolean> caughtUp() {
            if (!connected) {
                return CompletableFuture.completedStage(false);
            }
            CompletableFuture<Boolean> caller = new CompletableFuture<>();
            say(() -> askedForEnd(caller));
            return caller;
        }

        private void askedForEnd(CompletableFuture<Boolean> caller) {
            StreamId end = entries.isEmpty()
                    ? StreamId.ZERO
                    : entries.get(entries.size() - 1).id();
            if (end.isUpTo(position)) {
                caller.complete(true);
            } else {
                waiting.put(caller, end);
            }
        }

        @Override
        public Optional<SessionStore> sessions() {
            return Optional.of(this);
        }

        @Override
        public Optional<StreamId> position() {
            return Optional.of(position);
        }

        @Override
        public CompletionStage<Saved> save(SessionStore.Entry entry) {
            return asked(() -> {
                Stored session = stored.get(entry.pid());
                if (session == null && entry.isNew()) {
                    session = new Stored(entry.owner());
                    session.node = name;
                    session.generation = entry.generation();
                    stored.put(entry.pid(), session);
                }
                if (session == null) {
                    return Saved.MISSING;
                }
                if (!isOurs(session, entry.generation())) {
                    return Saved.TAKEN;
                }
                session.content = entry.content();
                return Saved.DONE;
            });
        }

        private boolean isOurs(Stored session, long generation) {
            return session != null && session.node.equals(name) && session.generation == generation;
        }

        @Override
        public CompletionStage<Claim> claim(String pid, String owner, Duration lasting) {
            return asked(() -> {
                Stored session = stored.get(pid);
                if (session == null) {
                    return Claim.of(Verdict.UNKNOWN);
                }
                if (!session.owner.equals(owner)) {
                    return Claim.of(Verdict.OTHER_USER);
                }
                String before = session.node;
                session.node = name;
                session.generation++;
                Claim claim = new Claim(Verdict.CLAIMED, before, session.generation, session.content);
                long generation = session.generation;
                buses.stream()
                        .filter(bus -> bus.name.equals(before) && bus != this && !bus.dead)
                        .forEach(bus -> bus.ofSessions.taken(pid, generation));
                return claim;
            });
        }

        @Override
        public void end(String pid, long generation) {
            say(() -> {
                if (isOurs(stored.get(pid), generation)) {
                    stored.remove(pid);
                }
            });
        }

        @Override
        public CompletionStage<Void> settled() {
            CompletableFuture<Void> done = new CompletableFuture<>();
            if (connected) {
                say(() -> done.complete(null));
            } else {
                done.complete(null);
            }
            return done;
        }

        private <T> CompletionStage<T> asked(java.util.function.Supplier<T> question) {
            if (!connected) {
                return CompletableFuture.failedStage(new IOException("no connection"));
            }
            CompletableFuture<T> answer = new CompletableFuture<>();
            say(() -> answer.complete(question.get()));
            return answer;
        }
    }

    private record OnlyPast(ClusterListener listener) implements ClusterListener {
        @Override
        public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {}

        @Override
        public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
            listener.past(packet, options, origin);
        }

        @Override
        public void request(String node, ClusterRequest request) {}

        @Override
        public void missed() {}

        @Override
        public void response(String node, ClusterResponse response) {}
    }
}
