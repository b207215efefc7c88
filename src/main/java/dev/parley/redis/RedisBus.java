package dev.parley.redis;

import dev.parley.engine.Clock;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A {@link ClusterBus} by Redis, with the channels and the messages of {@code @socket.io/redis-adapter} 8 for Node.
 * An event for a single room has a channel of its own; other events, requests and answers share one each. What arrives and
 * is not what its channel is for is dropped and counted.
 */
final class RedisBus implements ClusterBus {

    private static final Logger LOG = System.getLogger(RedisBus.class.getName());

    private final String node;
    private final Channels channels;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final SubscriberCount count;
    private final AtomicLong malformed;
    private final BroadcastCodec broadcasts;
    private final RequestCodec requests;
    private final ResponseCodec responses;
    private final FreshRooms freshRooms;
    private volatile ClusterListener listener;

    RedisBus(
            String node,
            Channels channels,
            Clock clock,
            RedisPublisher publisher,
            RedisSubscriber subscriber,
            SubscriberCount count,
            AtomicLong malformed) {
        this.node = node;
        this.channels = channels;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.count = count;
        this.malformed = malformed;
        this.broadcasts = new BroadcastCodec(node);
        this.requests = new RequestCodec(node);
        this.responses = new ResponseCodec(node);
        this.freshRooms = new FreshRooms(clock);
    }

    /** What may go wrong while a message is read. */
    private interface Reading {
        void read(byte[] message) throws MalformedMessageException;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void open(ClusterListener newListener) {
        listener = newListener;
        subscriber.subscribe(channels.broadcasts(), guarded(this::broadcast));
        subscriber.subscribe(channels.requests(), guarded(this::request));
        subscriber.subscribe(channels.responses(), guarded(this::response));
        subscriber.subscribe(channels.responses(node), guarded(this::response));
    }

    private Consumer<byte[]> guarded(Reading reading) {
        return message -> {
            try {
                reading.read(message);
            } catch (MalformedMessageException e) {
                malformed.incrementAndGet();
                LOG.log(Level.DEBUG, "A message is malformed: {0}", e.getMessage());
            }
        };
    }

    private void broadcast(byte[] message) throws MalformedMessageException {
        if (broadcasts.isOwn(message)) {
            return;
        }
        Received<BroadcastCodec.Broadcast> received = broadcasts.decode(message);
        SocketPacket.Event packet = received.content().packet();
        if (packet.namespace().equals(channels.namespace())) {
            listener.broadcast(received.node(), packet, received.content().options());
        }
    }

    private void request(byte[] message) throws MalformedMessageException {
        Received<ClusterRequest> received = requests.decode(message);
        if (!node.equals(received.node())) {
            listener.request(received.node(), received.content());
        }
    }

    private void response(byte[] message) throws MalformedMessageException {
        Received<ClusterResponse> received = responses.decode(message);
        if (!node.equals(received.node())) {
            listener.response(received.node(), received.content());
        }
    }

    @Override
    public void publish(SocketPacket.Event packet, BroadcastOptions options) {
        byte[] message = broadcasts.encode(packet, options);
        publisher.offer(channelOf(options), message, options.droppable());
    }

    private String channelOf(BroadcastOptions options) {
        if (options.rooms().size() != 1) {
            return channels.broadcasts();
        }
        String room = options.rooms().iterator().next();
        return freshRooms.contains(room) ? channels.broadcasts() : channels.room(room);
    }

    @Override
    public void publish(ClusterRequest request) {
        if (request instanceof ClusterRequest.JoinRooms join) {
            freshRooms.add(join.rooms());
        }
        publisher.offer(channels.requests(), requests.encode(request), false);
    }

    /** To the channel of the one that has asked: every node of this protocol listens there, too. */
    @Override
    public void respond(String requester, ClusterResponse response) {
        String channel = requester == null ? channels.responses() : channels.responses(requester);
        publisher.offer(channel, responses.encode(response), false);
    }

    @Override
    public CompletionStage<Void> subscribe(String room) {
        return subscriber.subscribe(channels.room(room), guarded(this::broadcast));
    }

    @Override
    public void unsubscribe(String room) {
        subscriber.unsubscribe(channels.room(room));
    }

    @Override
    public CompletionStage<Integer> others() {
        if (!subscriber.isConnected()) {
            return CompletableFuture.failedStage(new IOException("no connection to Redis"));
        }
        return count.of(channels.requests()).thenApply(all -> Math.max(0, all - 1));
    }
}
