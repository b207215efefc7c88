package dev.parley.transport.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A {@link FrameSender} whose completions come when and how the test says; notices frames that overlap. */
final class ManualSender implements FrameSender {

    private final List<String> frames = new ArrayList<>();
    private Consumer<Completion> manner = completion -> {};
    private Completion pending;
    private boolean overlap;

    /** What becomes of the next frames: called inside the send, with the completion. */
    ManualSender completing(Consumer<Completion> how) {
        manner = how;
        return this;
    }

    @Override
    public void sendText(String frame, Completion completion) {
        send(frame, completion);
    }

    @Override
    public void sendBinary(ByteBuffer frame, Completion completion) {
        send(frame.remaining() + " bytes", completion);
    }

    private void send(String frame, Completion completion) {
        synchronized (this) {
            overlap |= pending != null;
            frames.add(frame);
            pending = completion;
        }
        manner.accept(failure -> {
            synchronized (this) {
                pending = null;
            }
            completion.sent(failure);
        });
    }

    /** The frame under way is taken, or fails if there is a failure. */
    void complete(Throwable failure) {
        Completion completion;
        synchronized (this) {
            completion = pending;
            pending = null;
        }
        completion.sent(failure);
    }

    /** Whether a frame is under way. */
    synchronized boolean isSending() {
        return pending != null;
    }

    /** What was sent, in order; binary frames by their size. */
    synchronized List<String> frames() {
        return new ArrayList<>(frames);
    }

    /** Whether a frame was sent before the completion of the one before it. */
    synchronized boolean hasOverlapped() {
        return overlap;
    }
}
