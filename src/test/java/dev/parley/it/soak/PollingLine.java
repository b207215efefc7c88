package dev.parley.it.soak;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link Line} that is HTTP long-polling: one connection for polls, another one for what is sent. */
final class PollingLine implements Line {

    private static final String TARGET = "/socket.io/?EIO=4&transport=polling";
    private static final String SEPARATOR = "\u001e";
    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
    private static final int OK = 200;

    private final HttpLine polls;
    private final HttpLine posts;
    private final Queue<String> packets = new ArrayDeque<>();
    private String session;

    private PollingLine(Peer peer) {
        polls = new HttpLine(peer);
        posts = new HttpLine(peer);
    }

    /** Opens a session; its open packet comes first. */
    static PollingLine open(Peer peer) throws IOException {
        PollingLine line = new PollingLine(peer);
        String open = ask(line.polls.get(TARGET));
        Matcher sid = SID.matcher(open);
        if (!sid.find()) {
            throw new IOException("no open packet: " + open);
        }
        line.session = TARGET + "&sid=" + sid.group(1);
        line.packets.add(open);
        return line;
    }

    /** Path and query of the session. */
    String session() {
        return session;
    }

    private static String ask(HttpLine.Answer answer) throws IOException {
        if (answer.status() != OK) {
            throw new IOException("status " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public synchronized void send(String packet) throws IOException {
        ask(posts.post(session, packet));
    }

    @Override
    public String receive() throws IOException {
        while (true) {
            String packet = packets.poll();
            if (packet == null) {
                packets.addAll(List.of(ask(polls.get(session)).split(SEPARATOR)));
            } else if (packet.equals("2")) {
                send("3");
            } else if (packet.equals("1")) {
                return null;
            } else if (!packet.equals("6")) {
                return packet;
            }
        }
    }

    @Override
    public void close() {
        polls.close();
        posts.close();
    }
}
