package dev.parley.socketio;

import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.SocketDescription;
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

/** A {@link LocalAdapter} in which something happens at the very moment when a member has joined its first room. */
final class OverhastyAdapter implements Adapter {

    private final Adapter adapter = new LocalAdapter();
    private final Consumer<Adapter> afterJoin;

    OverhastyAdapter(Consumer<Adapter> afterJoin) {
        this.afterJoin = afterJoin;
    }

    @Override
    public void open(AdapterHost host) {
        adapter.open(host);
    }

    @Override
    public CompletionStage<Void> ready(Collection<String> rooms) {
        return adapter.ready(rooms);
    }

    @Override
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options) {
        return adapter.fetchSockets(options);
    }

    @Override
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return adapter.allRooms();
    }

    @Override
    public void serverSideEmit(JsonArray data) {
        adapter.serverSideEmit(data);
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data) {
        return adapter.serverSideEmitWithAck(data);
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes) {
        return adapter.serverSideEmitWithAck(data, nodes);
    }

    @Override
    public void add(Member member) {
        adapter.add(member);
    }

    @Override
    public Set<String> remove(Member member) {
        return adapter.remove(member);
    }

    @Override
    public void join(Member member, Collection<String> rooms) {
        adapter.join(member, rooms);
        afterJoin.accept(adapter);
    }

    @Override
    public boolean leave(Member member, String room) {
        return adapter.leave(member, room);
    }

    @Override
    public Set<String> roomsOf(Member member) {
        return adapter.roomsOf(member);
    }

    @Override
    public boolean isIn(Member member, String room) {
        return adapter.isIn(member, room);
    }

    @Override
    public Set<Member> localMembers(String room) {
        return adapter.localMembers(room);
    }

    @Override
    public Set<String> localRooms() {
        return adapter.localRooms();
    }

    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        adapter.broadcast(packet, options);
    }

    @Override
    public void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector) {
        adapter.broadcast(packet, options, timeout, expected, collector);
    }

    @Override
    public void joinAll(BroadcastOptions options, Collection<String> rooms) {
        adapter.joinAll(options, rooms);
    }

    @Override
    public void leaveAll(BroadcastOptions options, Collection<String> rooms) {
        adapter.leaveAll(options, rooms);
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        adapter.disconnectAll(options, close);
    }
}
