package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Several nodes that meet in memory, as if there were a broker between them: whatever they say waits in one line until
 * the test lets it {@linkplain #deliver() pass}, subscriptions like messages. For one thread.
 */
public final class MemoryCluster {

    private final List<Bus> buses = new ArrayList<>();
    private final Queue<Runnable> line = new ArrayDeque<>();

    /** A node that joins the cluster. */
    public Bus node(String name) {
        Bus bus = new Bus(name);
        buses.add(bus);
        return bus;
    }

    /** Lets everything pass that waits, and what follows from it. */
    public void deliver() {
        for (Runnable next = line.poll(); next != null; next = line.poll()) {
            next.run();
        }
    }

    /** Lets one thing pass. */
    public void deliverOne() {
        line.remove().run();
    }

    /** One node's end. */
    public final class Bus implements ClusterBus {

        private final String name;
        private final Set<String> rooms = new HashSet<>();
        private final List<String> heard = new ArrayList<>();
        private ClusterListener listener;
        private boolean connected = true;
        private boolean anonymous;
        private boolean deaf;

        private Bus(String name) {
            this.name = name;
        }

        /** From now on nobody hears of it and it hears of nobody, and it knows that; or the opposite. */
        public void connected(boolean now) {
            connected = now;
            if (listener != null) {
                listener.missed();
            }
        }

        /** A node has told that messages of it were lost. */
        public void missed() {
            listener.missed();
        }

        /** It does not tell its name with its answers, as the nodes of other servers. */
        public void anonymous() {
            anonymous = true;
        }

        /** It is counted among the nodes but does not hear anything any more. */
        public void deaf() {
            deaf = true;
        }

        /** What has arrived here, whether there was anybody to whom it could be delivered or not. */
        public List<String> heard() {
            List<String> news = List.copyOf(heard);
            heard.clear();
            return news;
        }

        /** The rooms that it is subscribed to. */
        public Set<String> rooms() {
            return Set.copyOf(rooms);
        }

        @Override
        public String node() {
            return name;
        }

        @Override
        public void open(ClusterListener newListener) {
            listener = newListener;
        }

        @Override
        public void close() {
            listener = null;
        }

        /** Whether it receives what is for all nodes. */
        public boolean isOpen() {
            return listener != null;
        }

        @Override
        public void publish(SocketPacket.Event packet, BroadcastOptions options) {
            String room =
                    options.rooms().size() == 1 ? options.rooms().iterator().next() : null;
            toOthers(
                    packet.data().getString(0),
                    bus -> room == null || bus.rooms.contains(room),
                    bus -> bus.listener.broadcast(name, packet, options));
        }

        @Override
        public void publish(ClusterRequest request) {
            toOthers(request.getClass().getSimpleName(), bus -> true, bus -> bus.listener.request(name, request));
        }

        @Override
        public void respond(String requester, ClusterResponse response) {
            toOthers(
                    response.getClass().getSimpleName(),
                    bus -> requester == null || bus.name.equals(requester),
                    bus -> bus.listener.response(anonymous ? null : name, response));
        }

        private void toOthers(String what, Predicate<Bus> audience, Consumer<Bus> message) {
            if (!connected) {
                return;
            }
            line.add(() -> {
                for (Bus bus : buses) {
                    if (bus != this && bus.listener != null && bus.connected && !bus.deaf && audience.test(bus)) {
                        bus.heard.add(what);
                        message.accept(bus);
                    }
                }
            });
        }

        @Override
        public CompletionStage<Void> subscribe(String room) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            if (connected) {
                line.add(() -> {
                    rooms.add(room);
                    done.complete(null);
                });
            } else {
                rooms.add(room);
                done.complete(null);
            }
            return done;
        }

        @Override
        public CompletionStage<Boolean> caughtUp() {
            if (!connected) {
                return CompletableFuture.completedStage(false);
            }
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            line.add(() -> done.complete(connected));
            return done;
        }

        @Override
        public void unsubscribe(String room) {
            line.add(() -> rooms.remove(room));
        }

        @Override
        public CompletionStage<Integer> others() {
            if (!connected) {
                return CompletableFuture.failedStage(new IOException("no connection"));
            }
            CompletableFuture<Integer> count = new CompletableFuture<>();
            line.add(() -> count.complete((int)
                    buses.stream().filter(bus -> bus != this && bus.connected).count()));
            return count;
        }
    }
}
