package dev.parley.it.soak;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client as it should be: a member of one room that says something now and then, and keeps book of what it and the others say.
 * What it says is its number, the number of the message, and when that was due.
 */
final class GoodClient implements ChatClient.Listener {

    private static final String MESSAGE = "42[\"message\",";
    private static final String CONTENT = "\"content\":\"";

    private final int number;
    private final String room;
    private final int members;
    private final ChatClient client;
    private final Ledger ledger;
    private final Map<Integer, Long> unacknowledged = new ConcurrentHashMap<>();
    /** The last message of each sender; only for the thread that receives. */
    private final Map<Integer, Integer> heard = new ConcurrentHashMap<>();

    private int said;

    /** A client that is connected, in a room that so many are in when all have come. */
    GoodClient(int number, String room, int members, ChatClient client, Ledger ledger) throws IOException {
        this.number = number;
        this.room = room;
        this.members = members;
        this.client = client;
        this.ledger = ledger;
        client.join(room);
        client.listen("good client " + number, this);
    }

    /** Says the next thing. One thread at a time; waits for the server on polling. */
    void say(long due) {
        int message = ++said;
        unacknowledged.put(message, due);
        ledger.sent(members);
        try {
            // Smaller numbers have been used for questions.
            client.send("42" + (message + 9) + "[\"message\",{\"room\":\"" + room
                    + "\",\"type\":\"text\",\"content\":\"" + number + "/" + message + "/" + due + "\"}]");
        } catch (IOException e) {
            ledger.failed("client " + number + " cannot send: " + e);
        }
    }

    @Override
    public void packet(String packet) {
        long now = System.nanoTime();
        if (packet.startsWith(MESSAGE)) {
            int from = packet.indexOf(CONTENT) + CONTENT.length();
            message(packet.substring(from, packet.indexOf('"', from)).split("/"), now);
        } else if (packet.startsWith("43")) {
            acknowledgement(packet, now);
        } else if (packet.startsWith("42[\"error\"") || packet.startsWith("41") || packet.startsWith("44")) {
            ledger.failed("client " + number + " was told " + packet);
        }
    }

    private void message(String[] content, long now) {
        int sender = Integer.parseInt(content[0]);
        int message = Integer.parseInt(content[1]);
        int last = heard.getOrDefault(sender, 0);
        if (message != last + 1) {
            ledger.failed("client " + number + " heard message " + message + " of " + sender + " after " + last);
        }
        heard.put(sender, message);
        ledger.delivered(now - Long.parseLong(content[2]));
    }

    private void acknowledgement(String packet, long now) {
        int array = packet.indexOf('[');
        Long due = unacknowledged.remove(Integer.parseInt(packet.substring(2, array)) - 9);
        if (due == null || !packet.contains("\"success\":true")) {
            ledger.failed("client " + number + " was told " + packet);
        } else {
            ledger.acknowledged(now - due);
        }
    }

    @Override
    public void ended(String how) {
        ledger.failed("client " + number + " has lost its connection: " + how);
    }

    /** Goes. */
    void close() {
        client.close();
    }

    /** Goes in order. */
    void leave() throws IOException {
        client.leave();
        client.close();
    }
}
