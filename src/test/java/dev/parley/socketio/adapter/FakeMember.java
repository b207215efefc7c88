package dev.parley.socketio.adapter;

import dev.parley.engine.codec.EnginePacket;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A {@link Member} that remembers what was done to it, and acknowledges at once if it is told to. */
final class FakeMember implements Member {

    private final String id;
    private final List<String> calls = new ArrayList<>();
    private final List<List<EnginePacket>> delivered = new ArrayList<>();
    private boolean answering;

    FakeMember(String id) {
        this.id = id;
    }

    FakeMember answeringAtOnce() {
        answering = true;
        return this;
    }

    List<String> calls() {
        return calls;
    }

    List<List<EnginePacket>> delivered() {
        return delivered;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void deliver(List<EnginePacket> encoded, boolean droppable) {
        delivered.add(encoded);
        calls.add(droppable ? "deliver droppable" : "deliver");
    }

    @Override
    public void deliver(List<EnginePacket> encoded, long packetId, Duration timeout, AckCollector collector) {
        delivered.add(encoded);
        calls.add("deliver " + packetId + " " + timeout);
        if (answering) {
            collector.acknowledged(JsonValue.EMPTY_JSON_ARRAY);
        } else {
            collector.missed();
        }
    }

    @Override
    public void join(Collection<String> rooms) {
        calls.add("join " + rooms);
    }

    @Override
    public void leave(String room) {
        calls.add("leave " + room);
    }

    @Override
    public void disconnect(boolean close) {
        calls.add("disconnect " + close);
    }

    @Override
    public SocketDescription description() {
        return new SocketDescription(id, JsonValue.EMPTY_JSON_OBJECT, Set.of(id), JsonValue.EMPTY_JSON_OBJECT);
    }

    @Override
    public String toString() {
        return id;
    }
}
