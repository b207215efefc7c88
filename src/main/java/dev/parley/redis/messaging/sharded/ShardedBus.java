package dev.parley.redis.messaging.sharded;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.RecentNames;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A {@link ClusterBus} with the channels and the messages of {@code createShardedAdapter} of
 * {@code @socket.io/redis-adapter} 8.3. There is one main channel, one for the answers to each node, and one for each
 * room; the latter two have names of the same form. All messages are of one kind, so each channel is read alike.
 *
 * <p><b>Rooms of one socket.</b> A Node server sends by the main channel what is for a room whose name is as long as a
 * socket's id, and does not listen to the channels of its own sockets. So this bus sends by the same rule, and listens to
 * the channel of every room that has a member here: whatever rule the sender has (its {@code subscriptionMode} may be
 * {@code dynamic-private}), it is heard.
 */
final class ShardedBus implements ClusterBus {

    /** The length of the names that a Node server takes for ids of sockets, in UTF-16 units. */
    private static final int SOCKET_ID_LENGTH = 20;

    private final String node;
    private final String main;
    private final MessageExchange exchange;
    private final ClusterMessageWriter writer;
    private final ClusterMessageReader reader;
    private final RecentNames freshRooms;
    /** The ids of the requests for all rooms, which are asked as requests for all sockets. */
    private final RecentNames roomQuestions;

    private volatile ClusterListener listener;
    private volatile CompletionStage<Void> answersComeIn = CompletableFuture.completedStage(null);

    ShardedBus(String namespace, MessageExchange exchange) {
        this.node = exchange.node();
        this.main = exchange.key() + "#" + namespace + "#";
        this.exchange = exchange;
        this.writer = new ClusterMessageWriter(node, namespace);
        this.reader = new ClusterMessageReader(node, namespace);
        this.freshRooms = new RecentNames(exchange.clock());
        this.roomQuestions = new RecentNames(exchange.clock());
    }

    private String channel(String roomOrNode) {
        return main + roomOrNode + "#";
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void open(ClusterListener newListener) {
        listener = new ClusterListener() {
            @Override
            public void broadcast(String sender, SocketPacket.Event packet, BroadcastOptions options) {
                newListener.broadcast(sender, packet, options);
            }

            @Override
            public void request(String sender, ClusterRequest request) {
                newListener.request(sender, request);
            }

            @Override
            public void response(String sender, ClusterResponse response) {
                newListener.response(sender, asAsked(response));
            }
        };
        answersComeIn = exchange.subscribe(channel(node), this::read);
        exchange.subscribe(main, this::read);
    }

    @Override
    public void close() {
        exchange.unsubscribe(main);
        exchange.unsubscribe(channel(node));
    }

    private void read(byte[] message) throws MalformedMessageException {
        if (!writer.isOwn(message)) {
            reader.read(message, listener);
        }
    }

    private ClusterResponse asAsked(ClusterResponse response) {
        if (response instanceof ClusterResponse.Sockets sockets && roomQuestions.contains(sockets.requestId())) {
            Set<String> rooms = sockets.sockets().stream()
                    .map(SocketDescription::rooms)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            return new ClusterResponse.Rooms(sockets.requestId(), HiddenRooms.notAmong(rooms));
        }
        return response;
    }

    @Override
    public void publish(SocketPacket.Event packet, BroadcastOptions options) {
        exchange.publish(channelOf(options), writer.broadcast(packet, options), options.droppable());
    }

    private String channelOf(BroadcastOptions options) {
        if (options.rooms().size() != 1) {
            return main;
        }
        String room = options.rooms().iterator().next();
        boolean isForAll = room.length() == SOCKET_ID_LENGTH || freshRooms.contains(room);
        return isForAll ? main : channel(room);
    }

    /** This wire has no request for all rooms: all sockets are asked for, which tell their rooms. */
    @Override
    public void publish(ClusterRequest request) {
        if (request instanceof ClusterRequest.JoinRooms join) {
            freshRooms.add(join.rooms());
        }
        ClusterRequest asked = request;
        if (request instanceof ClusterRequest.AllRooms all) {
            roomQuestions.add(List.of(all.id()));
            asked = new ClusterRequest.FetchSockets(all.id(), BroadcastOptions.EVERYBODY);
        }
        exchange.publish(main, writer.request(asked), false);
    }

    /** A server that has not told its name reads the main channel like all others. */
    @Override
    public void respond(String requester, ClusterResponse response) {
        exchange.publish(requester == null ? main : channel(requester), writer.response(response), false);
    }

    /** The channel of a room that is called like this node is the one for answers, which is never left. */
    @Override
    public CompletionStage<Void> subscribe(String room) {
        return room.equals(node) ? answersComeIn : exchange.subscribe(channel(room), this::read);
    }

    @Override
    public void unsubscribe(String room) {
        if (!room.equals(node)) {
            exchange.unsubscribe(channel(room));
        }
    }

    @Override
    public CompletionStage<Integer> others() {
        return exchange.others(main);
    }
}
