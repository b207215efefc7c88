package dev.parley.redis.messaging.sharded;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.RecentNames;
import dev.parley.redis.messaging.cluster.ClusterMessageReader;
import dev.parley.redis.messaging.cluster.ClusterMessageWriter;
import dev.parley.redis.messaging.cluster.RoomQuestions;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    private final RoomQuestions questions;

    private volatile ClusterListener listener;
    private volatile CompletionStage<Void> answersComeIn = CompletableFuture.completedStage(null);

    ShardedBus(String namespace, MessageExchange exchange) {
        this.node = exchange.node();
        this.main = exchange.key() + "#" + namespace + "#";
        this.exchange = exchange;
        this.writer = new ClusterMessageWriter(node, namespace);
        this.reader = new ClusterMessageReader(node, namespace);
        this.freshRooms = new RecentNames(exchange.clock());
        this.questions = new RoomQuestions(exchange.clock());
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
        listener = questions.answering(newListener);
        exchange.onMissed(listener);
        answersComeIn = exchange.subscribe(channel(node), this::read);
        exchange.subscribe(main, this::read);
    }

    @Override
    public void close() {
        exchange.offMissed(listener);
        exchange.unsubscribe(main);
        exchange.unsubscribe(channel(node));
    }

    private void read(byte[] message) throws MalformedMessageException {
        if (!writer.isOwn(message)) {
            reader.read(message, listener);
        }
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

    @Override
    public void publish(ClusterRequest request) {
        if (request instanceof ClusterRequest.JoinRooms join) {
            freshRooms.add(join.rooms());
        }
        exchange.publish(main, writer.request(questions.asked(request)), false);
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
    public CompletionStage<Boolean> caughtUp() {
        return exchange.caughtUp(main, this::read);
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
