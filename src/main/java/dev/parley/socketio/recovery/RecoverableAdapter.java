package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.MemberObserver;
import dev.parley.socketio.adapter.NodeAdapter;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The adapter of one node whose clients may come back: what it delivers goes through the log, see {@link LoggedDelivery}, and what
 * changes the rooms of sockets also changes those of their sessions, of those that wait for their clients, too. All else is left to
 * the adapter without recovery. Thread-safe; waits for nothing but the delivery before.
 */
public final class RecoverableAdapter implements NodeAdapter {

    private final LocalAdapter local;
    private final NamespaceRecovery recovery;
    private final EventLog log;
    private final LoggedDelivery delivery;

    /** An adapter without sockets. */
    public RecoverableAdapter(LocalAdapter local, NamespaceRecovery recovery) {
        this.local = local;
        this.recovery = recovery;
        this.log = recovery.log();
        this.delivery = new LoggedDelivery(local, recovery);
    }

    /** The sessions of the namespace. */
    public NamespaceRecovery recovery() {
        return recovery;
    }

    @Override
    public void observe(MemberObserver observer) {
        local.observe(observer);
    }

    @Override
    public void open(AdapterHost host) {
        local.open(host);
        recovery.open();
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
        Mark mark = log.mark();
        local.join(member, rooms);
        RecoverySession session = sessionOf(member);
        if (session != null) {
            session.rooms().join(rooms, mark);
            recovery.changed(session);
        }
    }

    @Override
    public CompletionStage<Void> ready(Collection<String> rooms) {
        return recovery.settled();
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        return local.caughtUp();
    }

    @Override
    public List<SocketDescription> describe(BroadcastOptions options) {
        return local.describe(options);
    }

    @Override
    public List<Member> selected(BroadcastOptions options) {
        return local.selected(options);
    }

    @Override
    public boolean isAwaited(String room) {
        return recovery.sessions().isAwaited(room);
    }

    /** What was missed has a place in the log, at which the log begins anew. */
    @Override
    public void missed() {
        delivery.missed();
    }

    @Override
    public boolean leave(Member member, String room) {
        boolean left = local.leave(member, room);
        RecoverySession session = sessionOf(member);
        if (left && session != null) {
            session.rooms().leave(room, log.mark(), log.floorMark());
            recovery.changed(session);
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
        delivery.broadcast(packet, options, null, origin -> {});
    }

    /** Where the other nodes keep the event as well, it is passed on in the order of the log. */
    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options, Consumer<EventOrigin> others) {
        if (recovery.isShared()) {
            delivery.broadcast(packet, options, null, others);
        } else {
            delivery.broadcast(packet, options, null, origin -> {});
            others.accept(null);
        }
    }

    @Override
    public void arrived(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        delivery.broadcast(packet, options, recovery.isShared() ? origin : null, none -> {});
    }

    @Override
    public void returned(EventOrigin origin) {
        if (log.name().equals(origin.log())) {
            log.returned(origin);
        }
    }

    @Override
    public void begun(StreamId position) {
        log.begin(position);
    }

    @Override
    public void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        if (recovery.isShared() && !options.droppable()) {
            delivery.past(packet, options, origin);
        }
    }

    @Override
    public Duration keeps() {
        return recovery.isShared() ? recovery.window() : Duration.ZERO;
    }

    @Override
    public void send(SocketPacket.Event packet, Member member) {
        send(packet, member, origin -> {});
    }

    /** An event for a socket that has a session is in the log. Other nodes keep it as one for the room of this socket. */
    @Override
    public void send(SocketPacket.Event packet, Member member, Consumer<EventOrigin> others) {
        if (sessionOf(member) == null) {
            local.send(packet, member);
        } else {
            delivery.send(packet, member, recovery.isShared() ? others : origin -> {});
        }
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
        waiting.forEach(session -> {
            session.rooms().join(rooms, log.mark());
            recovery.changed(session);
        });
    }

    @Override
    public void leaveAll(BroadcastOptions options, Collection<String> rooms) {
        List<RecoverySession> waiting = recovery.sessions().selected(options);
        local.leaveAll(options, rooms);
        waiting.forEach(session -> {
            rooms.forEach(room -> session.rooms().leave(room, log.mark(), log.floorMark()));
            recovery.changed(session);
        });
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
