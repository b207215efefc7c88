package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
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
 * A {@link ClusterBus} that uses Redis, with the channels and the messages of {@code @socket.io/redis-adapter} 8 for
 * Node. Each room has a channel for the events that are for this room alone. There is one channel for all other events,
 * one for requests, one for answers to all nodes, and one for the answers to each node. A message that does not have
 * the form of its channel is dropped and counted.
 */
final class RedisBus implements ClusterBus {

    private static final Logger LOG = System.getLogger(RedisBus.class.getName());

    private final String node;
    private final ChannelNames channels;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final SubscriberCount count;
    private final AtomicLong malformed;
    private final BroadcastCodec broadcasts;
    private final RequestCodec requests;
    private final ResponseCodec responses;
    private final RecentRemoteJoins freshRooms;
    private volatile ClusterListener listener;

    RedisBus(
            String node,
            ChannelNames channels,
            MonotonicClock clock,
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
        this.freshRooms = new RecentRemoteJoins(clock);
    }

    /** Reads a message, which may be malformed. */
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

    @Override
    public void close() {
        subscriber.unsubscribe(channels.broadcasts());
        subscriber.unsubscribe(channels.requests());
        subscriber.unsubscribe(channels.responses());
        subscriber.unsubscribe(channels.responses(node));
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
        ReceivedMessage<BroadcastCodec.Broadcast> received = broadcasts.decode(message);
        SocketPacket.Event packet = received.content().packet();
        if (packet.namespace().equals(channels.namespace())) {
            listener.broadcast(received.node(), packet, received.content().options());
        }
    }

    private void request(byte[] message) throws MalformedMessageException {
        ReceivedMessage<ClusterRequest> received = requests.decode(message);
        if (!node.equals(received.node())) {
            listener.request(received.node(), received.content());
        }
    }

    private void response(byte[] message) throws MalformedMessageException {
        ReceivedMessage<ClusterResponse> received = responses.decode(message);
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

    /**
     * Uses the channel of the node that has asked, because every node of this protocol listens to its own channel, too.
     * If the name of that node is not known, uses the channel for all nodes.
     */
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
