package dev.parley.transport.container;

import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A {@link FrameSender} whose completions come when and how the test says; notices frames that overlap. */
public final class ManualSender implements FrameSender {

    private final List<String> frames = new ArrayList<>();
    private Consumer<Completion> manner = completion -> {};
    private Completion pending;
    private boolean overlap;
    private int batchBytes;
    private int calls;

    /** What becomes of the next frames: called inside the send, with the completion. */
    public ManualSender completing(Consumer<Completion> how) {
        manner = how;
        return this;
    }

    /** Takes so many bytes at a time; at first it takes one packet. */
    public ManualSender taking(int bytes) {
        batchBytes = bytes;
        return this;
    }

    @Override
    public int batchBytes() {
        return batchBytes;
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        synchronized (this) {
            overlap |= pending != null;
            calls++;
            packets.forEach(packet -> frames.add(frame(packet)));
            pending = completion;
        }
        manner.accept(failure -> {
            synchronized (this) {
                pending = null;
            }
            completion.sent(failure);
        });
    }

    private static String frame(EnginePacket packet) {
        return packet.isBinary() ? packet.binary().length + " bytes" : packet.frame();
    }

    /** The frame under way is taken, or fails if there is a failure. */
    public void complete(Throwable failure) {
        Completion completion;
        synchronized (this) {
            completion = pending;
            pending = null;
        }
        completion.sent(failure);
    }

    /** Whether a frame is under way. */
    public synchronized boolean isSending() {
        return pending != null;
    }

    /** What was sent, in order; binary frames by their size. */
    public synchronized List<String> frames() {
        return new ArrayList<>(frames);
    }

    /** How often it was called. */
    public synchronized int calls() {
        return calls;
    }

    /** Whether a frame was sent before the completion of the one before it. */
    public synchronized boolean hasOverlapped() {
        return overlap;
    }
}
