package dev.parley.bench.load;

import java.nio.ByteBuffer;

/**
 * A Socket.IO client, in the default namespace unless it is said: connects with its token, joins its room if it has one, answers pings.
 * Sees of a packet no more than its first bytes.
 */
final class Member implements Wire.Listener {

    /** What a client tells. */
    interface Traffic {
        /** It is connected, and a member of its room if it has one. */
        default void ready(Member member) {}

        /** It got a {@code message}; the whole packet, valid during the call. */
        default void delivered(Member member, ByteBuffer in, int start, int end) {}

        /** Something it said was acknowledged; the whole packet, valid during the call. */
        default void acknowledged(Member member, ByteBuffer in, int start, int end) {}

        /** The server is gone, or has disconnected it. */
        default void lost(Member member) {}
    }

    private static final byte[] PONG = Ascii.bytes("3");
    private static final byte[] DISCONNECT = Ascii.bytes("41");
    private static final byte[] MESSAGE = Ascii.bytes("42[\"message\"");
    private static final byte[] SUCCESS = Ascii.bytes("\"success\":true");

    private final String token;
    private final String room;
    private final Wire.Factory wires;
    private final Traffic traffic;
    private final Sequences received;
    private String namespace = "";
    private Wire wire;
    private boolean ready;

    /** A client that is not connected yet; the room may be null, and at most one of its members sends. */
    Member(String token, String room, Wire.Factory wires, Traffic traffic) {
        this(token, room, wires, traffic, 1);
    }

    /** A client that is not connected yet, of a room in which so many members send. */
    Member(String token, String room, Wire.Factory wires, Traffic traffic, int senders) {
        this.token = token;
        this.room = room;
        this.wires = wires;
        this.traffic = traffic;
        received = new Sequences(senders);
    }

    /** It is a client of another namespace, in which it joins no room. */
    Member in(String other) {
        namespace = other;
        return this;
    }

    void connect() {
        wire = wires.open(this);
    }

    @Override
    public void packet(ByteBuffer in, int start, int end) {
        switch (in.get(start)) {
            case '0' -> send("40" + (namespace.isEmpty() ? "" : namespace + ",") + "{\"token\":\"" + token + "\"}");
            case '2' -> wire.send(PONG);
            case '4' -> socketPacket(in, start, end);
            default -> {}
        }
    }

    private void socketPacket(ByteBuffer in, int start, int end) {
        switch (in.get(start + 1)) {
            case '0' -> connected();
            case '2' -> {
                if (Ascii.startsWith(in, start, end, MESSAGE)) {
                    traffic.delivered(this, in, start, end);
                }
            }
            case '3' -> acknowledged(in, start, end);
            default -> throw new IllegalStateException("a client was told " + Ascii.text(in, start, end));
        }
    }

    private void connected() {
        if (room == null) {
            becomeReady();
        } else {
            join();
        }
    }

    /** Joins its room, again if it is there already: the acknowledgement tells how many are. */
    void join() {
        send("420[\"join-room\",{\"room\":\"" + room + "\"}]");
    }

    private void acknowledged(ByteBuffer in, int start, int end) {
        if (ready) {
            traffic.acknowledged(this, in, start, end);
        } else if (Ascii.indexOf(in, start, end, SUCCESS) >= 0) {
            becomeReady();
        } else {
            throw new IllegalStateException("a client may not join: " + Ascii.text(in, start, end));
        }
    }

    private void becomeReady() {
        ready = true;
        traffic.ready(this);
    }

    private void send(String packet) {
        wire.send(Ascii.bytes(packet));
    }

    void send(byte[] packet) {
        wire.send(packet);
    }

    /** The messages that it has got. */
    Sequences received() {
        return received;
    }

    /** Reads no more. */
    void stall() {
        wire.stall();
    }

    /** Leaves as a client does. */
    void disconnect() {
        wire.send(DISCONNECT);
        wire.close();
    }

    @Override
    public void ended() {
        traffic.lost(this);
    }
}
