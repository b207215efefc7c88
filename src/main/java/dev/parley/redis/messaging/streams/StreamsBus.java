package dev.parley.redis.messaging.streams;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.redis.messaging.StreamEntry;
import dev.parley.redis.messaging.cluster.ClusterMessage;
import dev.parley.redis.messaging.cluster.ClusterMessageReader;
import dev.parley.redis.messaging.cluster.ClusterMessageWriter;
import dev.parley.redis.messaging.cluster.RoomQuestions;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.SessionStore;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.SocketPacket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A {@link ClusterBus} with the stream, the channels and the messages of {@code @socket.io/redis-streams-adapter} 0.3. What
 * changes something at the clients, events, joins, leaves and disconnections, goes to the stream of all namespaces. What
 * is asked and answered goes to one channel for all servers of the namespace, and one for each of them.
 *
 * <p><b>Volatile events</b> go to the channel, too. Node appends them to the stream, where they are stored, and replayed
 * to clients that return; but its servers read them on the channel as well.
 *
 * <p><b>Order.</b> What comes by the stream keeps its order, and so does what comes by a channel. Two threads receive them, so
 * a request on the channel is passed on when the stream has been read as far as it went when the request came: whoever sends
 * an event and then asks something is answered by servers that know of the event. Volatile events and answers are passed on at
 * once. The listener is called by one thread at a time.
 */
final class StreamsBus implements ClusterBus {

    private static final Logger LOG = System.getLogger(StreamsBus.class.getName());

    private final String node;
    private final String namespace;
    private final String main;
    private final MessageExchange exchange;
    private final MessageStream stream;
    private final ClusterMessageWriter writer;
    private final ClusterMessageReader reader;
    private final StreamEntries entries;
    private final RoomQuestions questions;
    private final RequestOrder order;
    private final StreamSessions sessions;

    private volatile ClusterListener ofStream;
    private volatile ClusterListener ofChannels;
    /** Null if nothing is ever held. */
    private volatile HeldEntries held;
    /** Complete when what was in the stream before has been read. */
    private volatile CompletionStage<Void> filled = CompletableFuture.completedStage(null);

    private volatile CompletionStage<Void> readable = CompletableFuture.completedStage(null);

    StreamsBus(String namespace, MessageExchange exchange) {
        this.node = exchange.node();
        this.namespace = namespace;
        this.main = exchange.key() + "#" + namespace + "#";
        this.exchange = exchange;
        this.stream = exchange.stream();
        this.writer = new ClusterMessageWriter(node, namespace);
        this.reader = new ClusterMessageReader(node, namespace);
        this.entries = new StreamEntries(node, namespace);
        this.questions = new RoomQuestions(exchange.clock());
        this.order = new RequestOrder(stream::caughtUp);
        this.sessions = new StreamSessions(namespace, exchange);
    }

    private String channel(String ofNode) {
        return main + ofNode + "#";
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void open(ClusterListener newListener) {
        ofStream = order.ofStream(newListener);
        ofChannels = order.ofChannels(questions.answering(newListener));
        // Answers and volatile events of a connection that was lost are missing, too.
        exchange.onMissed(ofStream);
        exchange.subscribe(channel(node), this::read);
        exchange.subscribe(main, this::read);
        if (ofStream.keeps().isZero()) {
            readable = stream.follow(namespace, this::read);
            return;
        }
        held = new HeldEntries(this::read);
        CompletionStage<Void> following = stream.follow(namespace, held);
        filled = stream.past(namespace, ofStream.keeps()).thenAccept(this::begin);
        readable = following.thenCompose(
                nothing -> stream.position().isPresent() ? filled : CompletableFuture.completedStage(null));
    }

    private void begin(MessageStream.Past past) {
        try {
            ofStream.begun(past.wholeAfter());
            past.entries().forEach(this::readPast);
        } finally {
            held.release();
        }
    }

    private void readPast(StreamEntry entry) {
        try {
            StreamEntries.Content content = entries.read(entry);
            reader.read(
                    content.sender(), content.type(), content.data(), new PastEntry(ofStream, entries.origin(entry)));
        } catch (MalformedMessageException e) {
            LOG.log(Level.DEBUG, "An entry is malformed: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        exchange.offMissed(ofStream);
        exchange.unsubscribe(main);
        exchange.unsubscribe(channel(node));
        stream.unfollow(namespace);
    }

    private void read(byte[] message) throws MalformedMessageException {
        if (!writer.isOwn(message)) {
            reader.read(message, ofChannels);
        }
    }

    private void read(StreamEntry entry) throws MalformedMessageException {
        EventOrigin origin = entries.origin(entry);
        if (entries.isOwn(entry)) {
            ofStream.returned(origin);
            return;
        }
        StreamEntries.Content content = entries.read(entry);
        if (!(entry.isLate() && content.isVolatile())) {
            reader.read(content.sender(), content.type(), content.data(), new ArrivedEntry(ofStream, origin));
        }
    }

    @Override
    public void publish(SocketPacket.Event packet, BroadcastOptions options) {
        ClusterMessage message = ClusterMessage.of(packet, options);
        if (options.droppable()) {
            exchange.publish(main, writer.packed(message), true);
        } else {
            stream.append(entries.fields(message));
        }
    }

    @Override
    public void publish(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        stream.append(entries.fields(ClusterMessage.of(packet, options), origin));
    }

    @Override
    public Optional<SessionStore> sessions() {
        return Optional.of(sessions);
    }

    @Override
    public Optional<StreamId> position() {
        return isHolding() ? Optional.empty() : stream.position();
    }

    private boolean isHolding() {
        HeldEntries some = held;
        return some != null && some.isHolding();
    }

    @Override
    public void publish(ClusterRequest request) {
        ClusterMessage message = ClusterMessage.of(questions.asked(request));
        if (isOfClients(request)) {
            stream.append(entries.fields(message));
        } else {
            exchange.publish(main, writer.packed(message), false);
        }
    }

    private static boolean isOfClients(ClusterRequest request) {
        return request instanceof ClusterRequest.JoinRooms
                || request instanceof ClusterRequest.LeaveRooms
                || request instanceof ClusterRequest.Disconnect;
    }

    /** A server that has not told its name reads the main channel like all others. */
    @Override
    public void respond(String requester, ClusterResponse response) {
        exchange.publish(requester == null ? main : channel(requester), writer.packed(response), false);
    }

    /** Each node reads what is for any room. */
    @Override
    public CompletionStage<Void> subscribe(String room) {
        return readable;
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        if (!isHolding()) {
            return stream.caughtUp();
        }
        return stream.position().isPresent()
                ? filled.thenCompose(nothing -> stream.caughtUp())
                : CompletableFuture.completedStage(false);
    }

    @Override
    public void unsubscribe(String room) {
        // There is nothing to end.
    }

    @Override
    public CompletionStage<Integer> others() {
        return exchange.others(main);
    }
}
