package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/**
 * The adapter of a single node that keeps a log of what it delivers. Events are delivered in the order of the log, one at
 * a time. What changes the rooms of many sockets also changes those of the sessions that wait for their clients.
 */
public final class RecoverableAdapter implements Adapter {

    private final LocalAdapter local;
    private final NamespaceRecovery recovery;
    private final EventLog log;
    private final DeliveryOrder order = new DeliveryOrder();

    /** An adapter without sockets. */
    public RecoverableAdapter(LocalAdapter local, NamespaceRecovery recovery) {
        this.local = local;
        this.recovery = recovery;
        this.log = recovery.log();
    }

    /** The sessions of the namespace. */
    public NamespaceRecovery recovery() {
        return recovery;
    }

    @Override
    public void open(AdapterHost host) {
        local.open(host);
    }

    @Override
    public void close() {
        local.close();
        recovery.clear();
    }

    @Override
    public void add(Member member) {
        local.add(member);
    }

    /** The session keeps the rooms, in case its client returns. */
    @Override
    public Set<String> remove(Member member) {
        return local.remove(member);
    }

    @Override
    public void join(Member member, Collection<String> rooms) {
        long position = log.last();
        local.join(member, rooms);
        RecoverySession session = sessionOf(member);
        if (session != null) {
            session.rooms().join(rooms, position);
        }
    }

    @Override
    public CompletionStage<Void> ready(Collection<String> rooms) {
        return local.ready(rooms);
    }

    @Override
    public boolean leave(Member member, String room) {
        boolean left = local.leave(member, room);
        RecoverySession session = sessionOf(member);
        if (left && session != null) {
            session.rooms().leave(room, log.last(), log.floor());
        }
        return left;
    }

    private static RecoverySession sessionOf(Member member) {
        return member instanceof RecoverableMember recoverable ? recoverable.recovery() : null;
    }

    @Override
    public Set<String> roomsOf(Member member) {
        return local.roomsOf(member);
    }

    @Override
    public boolean isIn(Member member, String room) {
        return local.isIn(member, room);
    }

    @Override
    public Set<Member> localMembers(String room) {
        return local.localMembers(room);
    }

    @Override
    public Set<String> localRooms() {
        return local.localRooms();
    }

    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        if (recovery.sessions().isEmpty()) {
            local.broadcast(packet, options);
            return;
        }
        List<EnginePacket> plain = PacketEncoder.encode(packet);
        order.run(() -> {
            OutgoingEvent event = options.droppable()
                    ? unlogged(plain, packet.data())
                    : log.append(plain, options.rooms(), options.except());
            local.deliver(packet, options, member -> hand(member, event, options.droppable()));
            handed(event);
        });
    }

    private void handed(OutgoingEvent event) {
        if (event.position() != OutgoingEvent.UNLOGGED) {
            log.handed(event.position());
        }
    }

    /**
     * A volatile event. Stock clients take the last string of any event for an offset. If this one ends with a string,
     * it gets an offset that is right: everything before it has been handed to its receivers.
     */
    private OutgoingEvent unlogged(List<EnginePacket> plain, JsonArray data) {
        return data.get(data.size() - 1) instanceof JsonString
                ? OutgoingEvent.guarded(plain, log.offset())
                : OutgoingEvent.unmarked(plain);
    }

    private static void hand(Member member, OutgoingEvent event, boolean droppable) {
        if (member instanceof RecoverableMember recoverable) {
            recoverable.deliver(event, droppable);
        } else {
            member.deliver(event.plain(), droppable);
        }
    }

    /** Sends an event to one socket, which has a session. */
    public void send(SocketPacket.Event packet, RecoverableMember member) {
        List<EnginePacket> plain = PacketEncoder.encode(packet);
        order.run(() -> {
            OutgoingEvent event = log.append(plain, member.id());
            member.deliver(event, false);
            handed(event);
        });
    }

    /** Events that wait for acknowledgements are not in the log, because their collectors end with the socket. */
    @Override
    public void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector) {
        local.broadcast(packet, options, timeout, expected, collector);
    }

    @Override
    public void joinAll(BroadcastOptions options, Collection<String> rooms) {
        List<RecoverySession> waiting = recovery.sessions().selected(options);
        local.joinAll(options, rooms);
        waiting.forEach(session -> session.rooms().join(rooms, log.last()));
    }

    @Override
    public void leaveAll(BroadcastOptions options, Collection<String> rooms) {
        List<RecoverySession> waiting = recovery.sessions().selected(options);
        local.leaveAll(options, rooms);
        waiting.forEach(session -> rooms.forEach(room -> session.rooms().leave(room, log.last(), log.floor())));
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        List<RecoverySession> waiting = recovery.sessions().selected(options);
        local.disconnectAll(options, close);
        waiting.forEach(recovery::end);
    }

    @Override
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options) {
        return local.fetchSockets(options);
    }

    @Override
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return local.allRooms();
    }

    @Override
    public void serverSideEmit(JsonArray data) {
        local.serverSideEmit(data);
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data) {
        return local.serverSideEmitWithAck(data);
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes) {
        return local.serverSideEmitWithAck(data, nodes);
    }
}
