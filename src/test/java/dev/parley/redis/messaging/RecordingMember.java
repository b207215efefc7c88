package dev.parley.redis.messaging;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A member of rooms that records what it gets: the text of each packet, without bytes. Thread-safe. */
public final class RecordingMember implements Member {

    private final String id;
    private final List<String> heard = new ArrayList<>();

    RecordingMember(String id) {
        this.id = id;
    }

    /** What has come so far. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** How much has come so far. */
    public synchronized int count() {
        return heard.size();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized void deliver(List<EnginePacket> encoded, boolean droppable) {
        heard.add(encoded.get(0).text());
    }

    @Override
    public void deliver(List<EnginePacket> encoded, long packetId, Duration timeout, AckCollector collector) {
        deliver(encoded, false);
        collector.acknowledged(JsonValue.EMPTY_JSON_ARRAY);
    }

    @Override
    public void join(Collection<String> rooms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(String room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disconnect(boolean close) {
        throw new UnsupportedOperationException();
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
