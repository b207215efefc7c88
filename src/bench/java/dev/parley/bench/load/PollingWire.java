package dev.parley.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** HTTP long-polling: one connection always has a GET under way, another one is for POSTs. */
final class PollingWire implements Wire {

    private static final byte SEPARATOR = 0x1e;
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";
    private static final byte[] SID = Ascii.bytes("\"sid\":\"");

    private final Wire.Listener listener;
    private final HttpConnection gets;
    private final HttpConnection posts;
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private String target = PATH;
    private boolean posting;
    private boolean stalled;

    private PollingWire(EventLoop loop, int port, Wire.Listener listener) {
        this.listener = listener;
        gets = new HttpConnection(loop, port, this::polled);
        posts = new HttpConnection(loop, port, this::posted);
        gets.get(target);
    }

    /** Wires to a server on this machine. */
    static Wire.Factory factory(EventLoop loop, int port) {
        return listener -> new PollingWire(loop, port, listener);
    }

    private void polled(int status, ByteBuffer body, int start, int end) {
        if (status != 200) {
            listener.ended();
            return;
        }
        if (target.equals(PATH)) {
            target = PATH + "&sid=" + sid(body, start, end);
        }
        int at = start;
        for (int next = Ascii.indexOf(body, at, end, SEPARATOR);
                next >= 0;
                next = Ascii.indexOf(body, at, end, SEPARATOR)) {
            listener.packet(body, at, next);
            at = next + 1;
        }
        listener.packet(body, at, end);
        if (!stalled) {
            gets.get(target);
        }
    }

    private static String sid(ByteBuffer open, int start, int end) {
        int at = Ascii.indexOf(open, start, end, SID) + SID.length;
        return Ascii.text(open, at, Ascii.indexOf(open, at, end, (byte) '"'));
    }

    private void posted(int status, ByteBuffer body, int start, int end) {
        if (status != 200) {
            throw new IllegalStateException("a POST was answered " + status + " " + Ascii.text(body, start, end));
        }
        posting = false;
        post();
    }

    @Override
    public void send(byte[] packet) {
        unsent.add(packet);
        if (!posting) {
            post();
        }
    }

    /** All that is unsent as one body: there may be one POST at a time only. */
    private void post() {
        if (unsent.isEmpty()) {
            return;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(unsent.remove());
        while (!unsent.isEmpty()) {
            body.write(SEPARATOR);
            body.writeBytes(unsent.remove());
        }
        posting = true;
        posts.post(target, body.toByteArray());
    }

    /** Asks for no more. */
    @Override
    public void stall() {
        stalled = true;
    }

    @Override
    public void close() {
        stalled = true;
        send(Ascii.bytes("1"));
    }
}
