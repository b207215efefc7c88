package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import java.util.concurrent.CompletionStage;

/**
 * A {@link ClusterBus} that uses Redis, with the channels and the messages of {@code @socket.io/redis-adapter} 8 for
 * Node. Each room has a channel for the events that are for this room alone. There is one channel for all other events,
 * one for requests, one for answers to all nodes, and one for the answers to each node. A message that does not have
 * the form of its channel is dropped and counted.
 */
final class RedisBus implements ClusterBus {

    private final ChannelNames channels;
    private final MessageExchange exchange;
    private final String node;
    private final BroadcastCodec broadcasts;
    private final RequestCodec requests;
    private final ResponseCodec responses;
    private final RecentNames freshRooms;
    private volatile ClusterListener listener;

    RedisBus(ChannelNames channels, MessageExchange exchange) {
        this.channels = channels;
        this.exchange = exchange;
        this.node = exchange.node();
        this.broadcasts = new BroadcastCodec(node);
        this.requests = new RequestCodec(node);
        this.responses = new ResponseCodec(node);
        this.freshRooms = new RecentNames(exchange.clock());
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void open(ClusterListener newListener) {
        listener = newListener;
        exchange.onMissed(listener);
        // In this order, and in the reverse one at the end: see WireConflict.
        exchange.subscribe(channels.requests(), this::request);
        exchange.subscribe(channels.broadcasts(), this::broadcast);
        exchange.subscribe(channels.responses(), this::response);
        exchange.subscribe(channels.responses(node), this::response);
    }

    @Override
    public void close() {
        exchange.offMissed(listener);
        exchange.unsubscribe(channels.broadcasts());
        exchange.unsubscribe(channels.requests());
        exchange.unsubscribe(channels.responses());
        exchange.unsubscribe(channels.responses(node));
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
        exchange.publish(channelOf(options), message, options.droppable());
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
        exchange.publish(channels.requests(), requests.encode(request), false);
    }

    /**
     * Uses the channel of the node that has asked, because every node of this protocol listens to its own channel, too.
     * If the name of that node is not known, uses the channel for all nodes.
     */
    @Override
    public void respond(String requester, ClusterResponse response) {
        String channel = requester == null ? channels.responses() : channels.responses(requester);
        exchange.publish(channel, responses.encode(response), false);
    }

    @Override
    public CompletionStage<Void> subscribe(String room) {
        return exchange.subscribe(channels.room(room), this::broadcast);
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        return exchange.caughtUp(channels.broadcasts(), this::broadcast);
    }

    @Override
    public void unsubscribe(String room) {
        exchange.unsubscribe(channels.room(room));
    }

    @Override
    public CompletionStage<Integer> others() {
        return exchange.others(channels.requests());
    }
}
