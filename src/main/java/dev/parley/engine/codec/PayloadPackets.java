package dev.parley.engine.codec;

/**
 * The packets of a polling request's body, decoded one by one as they are asked for. A body has at least one packet. For
 * one thread at a time.
 */
public final class PayloadPackets {

    private static final int NONE = -1;

    private final String payload;
    private int next;

    /** Begins with the first packet of a body. */
    public PayloadPackets(String payload) {
        this.payload = payload;
    }

    /** Whether there is another packet. */
    public boolean hasNext() {
        return next != NONE;
    }

    /**
     * Decodes the next packet.
     *
     * @throws MalformedPacketException if it is not a packet; what follows must not be asked for then
     */
    public EnginePacket next() throws MalformedPacketException {
        int end = payload.indexOf(EngineCodec.SEPARATOR, next);
        String frame = payload.substring(next, end < 0 ? payload.length() : end);
        next = end < 0 ? NONE : end + 1;
        return EngineCodec.decodeText(frame);
    }

    /** The characters that have not been decoded yet. */
    public int remaining() {
        return hasNext() ? payload.length() - next : 0;
    }
}
