package dev.parley.socketio.adapter;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The adapter of a single node. An event is encoded once, and the queue of every receiver gets the same packets. */
public final class LocalAdapter implements NodeAdapter {

    private static final CompletionStage<Void> READY = CompletableFuture.completedStage(null);
    private static final CompletionStage<Boolean> CAUGHT_UP = CompletableFuture.completedStage(true);

    private final Rooms rooms = new Rooms();
    private final DeliveryObserver observer;
    private volatile MemberObserver members = MemberObserver.NONE;

    /** An adapter without an observer. */
    public LocalAdapter() {
        this(DeliveryObserver.NONE);
    }

    /** An adapter that reports to an observer what it delivers. */
    public LocalAdapter(DeliveryObserver observer) {
        this.observer = observer;
    }

    @Override
    public void observe(MemberObserver replacement) {
        members = replacement;
    }

    /** Does nothing, because this adapter needs nothing from its namespace. */
    @Override
    public void open(AdapterHost host) {}

    /** Does nothing, because this adapter receives nothing. */
    @Override
    public void close() {}

    @Override
    public void add(Member member) {
        rooms.add(member);
    }

    @Override
    public Set<String> remove(Member member) {
        return rooms.remove(member);
    }

    @Override
    public void join(Member member, Collection<String> names) {
        List<String> joined = rooms.join(member, names);
        MemberObserver looking = members;
        if (!joined.isEmpty() && looking.isInterested()) {
            looking.joined(member, joined);
        }
    }

    @Override
    public CompletionStage<Void> ready(Collection<String> names) {
        return READY;
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        return CAUGHT_UP;
    }

    /** False, because nobody is recovered. */
    @Override
    public boolean isAwaited(String room) {
        return false;
    }

    /** Does nothing, because nobody is recovered. */
    @Override
    public void missed() {}

    @Override
    public boolean leave(Member member, String room) {
        boolean left = rooms.leave(member, room);
        MemberObserver looking = members;
        if (left && looking.isInterested()) {
            looking.left(member, room);
        }
        return left;
    }

    @Override
    public Set<String> roomsOf(Member member) {
        return rooms.of(member);
    }

    @Override
    public boolean isIn(Member member, String room) {
        return rooms.contains(room, member);
    }

    @Override
    public Set<Member> localMembers(String room) {
        return rooms.members(room);
    }

    @Override
    public Set<String> localRooms() {
        return rooms.names();
    }

    @Override
    public void send(SocketPacket.Event packet, Member member) {
        member.deliver(PacketEncoder.encode(packet), false);
    }

    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        List<EnginePacket> encoded = PacketEncoder.encode(packet);
        deliver(packet, options, member -> member.deliver(encoded, options.droppable()));
    }

    /** Delivers an event to the members that the options select, with an action that sends it to one member. */
    public void deliver(SocketPacket.Event packet, BroadcastOptions options, Consumer<Member> action) {
        MemberObserver looking = members;
        observer.delivered(
                packet,
                rooms.forEach(
                        options,
                        looking.isInterested() ? action.andThen(member -> looking.sent(packet, member)) : action));
    }

    @Override
    public void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector) {
        List<EnginePacket> encoded = PacketEncoder.encode(packet);
        List<Member> receivers = selected(options);
        expected.accept(receivers.size());
        MemberObserver looking = members;
        boolean observed = looking.isInterested();
        for (Member receiver : receivers) {
            receiver.deliver(encoded, packet.id(), timeout, collector);
            if (observed) {
                looking.sent(packet, receiver);
            }
        }
        observer.delivered(packet, receivers.size());
    }

    @Override
    public void joinAll(BroadcastOptions options, Collection<String> names) {
        selected(options).forEach(member -> member.join(names));
    }

    @Override
    public void leaveAll(BroadcastOptions options, Collection<String> names) {
        selected(options).forEach(member -> names.forEach(member::leave));
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        selected(options).forEach(member -> member.disconnect(close));
    }

    @Override
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options) {
        return alone(describe(options));
    }

    @Override
    public List<SocketDescription> describe(BroadcastOptions options) {
        return selected(options).stream().map(Member::description).toList();
    }

    @Override
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return alone(rooms.names());
    }

    /** Does nothing, because there is no other server. */
    @Override
    public void serverSideEmit(JsonArray data) {}

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data) {
        return alone(List.of());
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes) {
        return CompletableFuture.completedStage(new ClusterReply<>(List.of(), nodes.size(), nodes));
    }

    private static <T> CompletionStage<ClusterReply<T>> alone(T value) {
        return CompletableFuture.completedStage(ClusterReply.complete(value));
    }

    /**
     * The members that the options select. A snapshot, because the callers' actions on the members may change the rooms
     * over which the search iterates.
     */
    @Override
    public List<Member> selected(BroadcastOptions options) {
        List<Member> members = new ArrayList<>();
        rooms.forEach(options, members::add);
        return members;
    }
}
