package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;

/**
 * A client of the default namespace. It is asked and answers on the caller's thread until it {@link #listen listens}; from then
 * on all that comes goes to the listener, on a thread of the client's own.
 */
final class ChatClient implements Closeable {

    /** Who hears what the server sends. */
    interface Listener {

        /** A packet of Socket.IO, as it came in a packet of Engine.IO. */
        void packet(String packet);

        /** The connection is over, and the client has not ended it; nothing comes any more. */
        void ended(String how);
    }

    private final Line line;
    private volatile boolean left;
    private int asked;

    private ChatClient(Line line) {
        this.line = line;
    }

    /** Connects with a token; an exception if the server does not let the client in. */
    static ChatClient connect(Line line, String token) throws IOException {
        ChatClient client = new ChatClient(line);
        try {
            client.next("0{");
            line.send("40{\"token\":\"" + token + "\"}");
            client.next("40{");
            return client;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    /** Asks for an event and waits for its acknowledgement, which must be a success. What comes before that is lost. */
    void ask(String event, String payload) throws IOException {
        int id = asked++;
        line.send("42" + id + "[\"" + event + "\"," + payload + "]");
        String answer = next("43" + id + "[");
        if (!answer.contains("\"success\":true")) {
            throw new IOException(event + " " + payload + ": " + answer);
        }
    }

    /** Joins a room. */
    void join(String room) throws IOException {
        ask("join-room", "{\"room\":\"" + room + "\"}");
    }

    private String next(String beginning) throws IOException {
        while (true) {
            String packet = line.receive();
            if (packet == null) {
                throw new IOException("the server has ended the connection, instead of " + beginning);
            }
            if (packet.startsWith("44")) {
                throw new IOException("refused: " + packet);
            }
            if (packet.startsWith(beginning)) {
                return packet;
            }
        }
    }

    /** Gives all that comes from now on to a listener. */
    void listen(String name, Listener listener) {
        Thread thread = new Thread(() -> hear(listener), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The same on the caller's thread; returns when the connection is over. */
    void hear(Listener listener) {
        String how = "the server has closed it";
        try {
            for (String packet = line.receive(); packet != null; packet = line.receive()) {
                listener.packet(packet);
            }
        } catch (IOException e) {
            how = e.toString();
        }
        if (!left) {
            listener.ended(how);
        }
        line.close();
    }

    /** Sends a packet. */
    void send(String packet) throws IOException {
        line.send(packet);
    }

    /** Leaves as stock clients do, with a word of Socket.IO and one of Engine.IO. */
    void leave() throws IOException {
        left = true;
        line.send("41");
        line.send("1");
    }

    /** Is gone without a word. */
    @Override
    public void close() {
        left = true;
        line.close();
    }
}
