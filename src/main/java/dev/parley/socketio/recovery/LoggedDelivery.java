package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts each event into the log and hands it to its receivers on this node, wherever it comes from: in the order of the log, one at a
 * time. Any thread may call; it waits for the delivery before, which waits for nobody. A call in the course of a delivery is made
 * after it, see {@link DeliveryOrder}.
 */
final class LoggedDelivery {

    private final LocalAdapter local;
    private final NamespaceRecovery recovery;
    private final EventLog log;
    private final DeliveryOrder order = new DeliveryOrder();

    /**
     * Delivers nothing yet.
     *
     * @param local knows the receivers
     */
    LoggedDelivery(LocalAdapter local, NamespaceRecovery recovery) {
        this.local = local;
        this.recovery = recovery;
        this.log = recovery.log();
    }

    /**
     * Delivers an event to the members that the options select. It is in the log unless it is volatile, or nobody may come back.
     *
     * @param origin where it comes from; null for an event of this node, and where nodes share no stream
     * @param others gets the origin of the event in its turn, null if it is not in the log; not called where nodes share no
     *     stream and no session is there
     */
    void broadcast(
            SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin, Consumer<EventOrigin> others) {
        if (!recovery.isShared() && recovery.sessions().isEmpty()) {
            local.broadcast(packet, options);
            return;
        }
        List<EnginePacket> plain = PacketEncoder.encode(packet);
        order.run(() -> {
            OutgoingEvent event = options.droppable() ? unlogged(plain, packet.data()) : append(plain, options, origin);
            local.deliver(packet, options, member -> hand(member, event, options.droppable()));
            handed(event);
            others.accept(event.origin());
        });
    }

    /**
     * Delivers an event to one member. It is in the log.
     *
     * @param others gets the origin of the event in its turn
     */
    void send(SocketPacket.Event packet, Member member, Consumer<EventOrigin> others) {
        List<EnginePacket> plain = PacketEncoder.encode(packet);
        order.run(() -> {
            OutgoingEvent event = log.append(plain, member.id());
            hand(member, event, false);
            handed(event);
            others.accept(event.origin());
        });
    }

    /**
     * Keeps an event that was in the stream before this node began to read it, for clients that come from other nodes. What was sent
     * before a client was here must not count as missed by it: if there is a session already, the event is not kept.
     */
    void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        List<EnginePacket> plain = PacketEncoder.encode(packet);
        order.run(() -> {
            if (recovery.sessions().isEmpty()) {
                handed(append(plain, options, origin));
            } else {
                log.missed(origin);
            }
        });
    }

    /** What was missed has a place in the log, at which the log begins anew. */
    void missed() {
        order.run(log::gap);
    }

    private OutgoingEvent append(List<EnginePacket> plain, BroadcastOptions options, EventOrigin origin) {
        return origin == null
                ? log.append(plain, options.rooms(), options.except())
                : log.append(plain, options.rooms(), options.except(), origin);
    }

    private void handed(OutgoingEvent event) {
        if (event.position() != OutgoingEvent.UNLOGGED) {
            log.handed(event.mark());
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
}
