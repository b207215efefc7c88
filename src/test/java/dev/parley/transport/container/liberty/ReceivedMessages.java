package dev.parley.transport.container.liberty;

import dev.parley.engine.CloseReason;
import dev.parley.transport.container.MessageReceiver;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it receives; whole messages only. */
final class ReceivedMessages implements MessageReceiver {

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Runnable after = () -> {};
    private volatile int longest = Integer.MAX_VALUE;
    private volatile boolean over;

    void allow(int longestMessage) {
        longest = longestMessage;
    }

    /** Sets what happens after each message, on the thread that brings it. */
    void after(Runnable action) {
        after = action;
    }

    /** Texts as they are, bytes as {@link Arrays#toString(byte[])} writes them. */
    List<String> messages() {
        return messages;
    }

    @Override
    public void receive(String part, boolean last) {
        add(part, last);
    }

    @Override
    public void receive(byte[] part, boolean last) {
        add(Arrays.toString(part), last);
    }

    @Override
    public void readBegins() {
        // The messages say enough.
    }

    @Override
    public void readEnds() {
        // The messages say enough.
    }

    @Override
    public int longestMessage() {
        return longest;
    }

    @Override
    public void refuse(CloseReason reason) {
        messages.add(reason.toString());
        over = true;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** The WebSocket is closed by this side. */
    void end() {
        over = true;
    }

    private void add(String message, boolean last) {
        messages.add(last ? message : message + "…");
        after.run();
    }
}
