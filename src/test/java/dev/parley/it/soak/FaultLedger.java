package dev.parley.it.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What was said in a cluster with faults, who was there, and what they heard. An acknowledged message has to come to everybody who
 * was in its room before it was said and stayed, and comes to nobody twice. Excused are members whose connection was half-open, and
 * those on other nodes while Redis, or the way to it, was disturbed; and what a node has acknowledged that was then killed is counted by itself. Thread-safe.
 */
final class FaultLedger {

    /** Who goes so soon after a message was acknowledged may have missed it. */
    private static final long STAYED = TimeUnit.SECONDS.toNanos(10);
    /** A node hears of a room's messages on others when Redis has confirmed that. */
    private static final long JUST_JOINED = TimeUnit.MILLISECONDS.toNanos(1_000);

    private static final long STILL_HERE = Long.MAX_VALUE;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Message> messages = new ConcurrentHashMap<>();
    private final Queue<Presence> presences = new ConcurrentLinkedQueue<>();
    private final Queue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();
    private final Queue<Silence> silences = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong unreachable = new AtomicLong();
    private final AtomicLong excused = new AtomicLong();
    private final AtomicLong lostWithNode = new AtomicLong();

    /** A node, from a start of it to its end. */
    static final class Incarnation {

        private final int node;
        private volatile boolean killed;

        Incarnation(int node) {
            this.node = node;
        }

        int node() {
            return node;
        }

        void killed() {
            killed = true;
        }
    }

    private static final class Message {

        private final String room;
        private final Incarnation node;
        private final long said = System.nanoTime();
        private volatile long acknowledged;

        Message(String room, Incarnation node) {
            this.room = room;
            this.node = node;
        }
    }

    /** A member of a room, from a join to the end of the connection. */
    static final class Presence {

        private final String user;
        private final String room;
        private final Incarnation node;
        private final long since = System.nanoTime();
        private final Set<Long> heard = ConcurrentHashMap.newKeySet();
        private volatile long until = STILL_HERE;

        Presence(String user, String room, Incarnation node) {
            this.user = user;
            this.room = room;
            this.node = node;
        }

        Incarnation node() {
            return node;
        }

        void over() {
            until = System.nanoTime();
        }
    }

    /** A time in which Redis, or the way to it, does not work as it should. */
    static final class Disturbance {

        private final long since = System.nanoTime();
        private volatile long until = STILL_HERE;

        void over() {
            until = System.nanoTime();
        }
    }

    /** A time in which some clients of a node are cut off without knowing it. */
    static final class Silence {

        private final int node;
        private final long since = System.nanoTime();
        private volatile long until = STILL_HERE;

        Silence(int node) {
            this.node = node;
        }

        void over() {
            until = System.nanoTime();
        }

        /** Whether this is why somebody has missed a message: whose connection came to nothing when the silence was over. */
        private boolean explains(Presence presence, Message message) {
            return presence.node.node == node
                    && message.acknowledged > since
                    && message.said < until
                    && presence.until != STILL_HERE
                    && presence.until < until + STAYED;
        }
    }

    Presence arrived(String user, String room, Incarnation node) {
        Presence presence = new Presence(user, room, node);
        presences.add(presence);
        return presence;
    }

    Disturbance disturbed() {
        Disturbance disturbance = new Disturbance();
        disturbances.add(disturbance);
        return disturbance;
    }

    Silence silent(int node) {
        Silence silence = new Silence(node);
        silences.add(silence);
        return silence;
    }

    /** The number of a message that is about to be said. */
    long said(Presence by) {
        long number = numbers.incrementAndGet();
        messages.put(number, new Message(by.room, by.node));
        return number;
    }

    void acknowledged(long number) {
        messages.get(number).acknowledged = System.nanoTime();
        acknowledged.incrementAndGet();
    }

    void heard(Presence by, long number) {
        delivered.incrementAndGet();
        if (!by.heard.add(number)) {
            failures.add(by.user + " heard " + number + " twice");
        }
    }

    void failed(String what) {
        failures.add(what);
    }

    /** Looks at all that has been said for long enough, and forgets it. */
    void audit() {
        long now = System.nanoTime();
        List<Presence> all = List.copyOf(presences);
        List<Disturbance> troubles = List.copyOf(disturbances);
        for (Map.Entry<Long, Message> entry : List.copyOf(messages.entrySet())) {
            Message message = entry.getValue();
            if (now - message.said > STAYED * 2) {
                messages.remove(entry.getKey());
                audit(entry.getKey(), message, all, troubles);
            }
        }
        presences.removeIf(presence -> presence.until < now - STAYED * 4);
        disturbances.removeIf(disturbance -> disturbance.until < now - STAYED * 4);
    }

    private void audit(long number, Message message, Collection<Presence> all, Collection<Disturbance> troubles) {
        if (message.acknowledged == 0) {
            return;
        }
        all.stream()
                .filter(presence -> isOwed(presence, message) && !presence.heard.contains(number))
                .forEach(presence -> missed(number, message, presence, troubles));
        all.forEach(presence -> presence.heard.remove(number));
    }

    private static boolean isOwed(Presence presence, Message message) {
        return presence.room.equals(message.room)
                && presence.since + JUST_JOINED < message.said
                && presence.until > message.acknowledged + STAYED;
    }

    private void missed(long number, Message message, Presence presence, Collection<Disturbance> troubles) {
        if (silences.stream().anyMatch(silence -> silence.explains(presence, message))) {
            unreachable.incrementAndGet();
        } else if (message.node == presence.node) {
            failures.add(presence.user + " has not heard " + number + ", said on the same node");
        } else if (troubles.stream()
                .anyMatch(trouble ->
                        trouble.since < message.acknowledged + STAYED / 10 && trouble.until > message.said)) {
            excused.incrementAndGet();
        } else if (message.node.killed) {
            lostWithNode.incrementAndGet();
        } else {
            failures.add(presence.user + " on node " + presence.node.node + " has not heard " + number
                    + ", said on node " + message.node.node);
        }
    }

    /** What went wrong since somebody last asked. */
    List<String> takeFailures() {
        List<String> taken = new ArrayList<>();
        Stream.generate(failures::poll).takeWhile(failure -> failure != null).forEach(taken::add);
        return taken;
    }

    @Override
    public String toString() {
        return ("%d acknowledged, %d deliveries; missed over half-open connections %d, while Redis was disturbed %d, "
                        + "with a node that was killed %d")
                .formatted(acknowledged.get(), delivered.get(), unreachable.get(), excused.get(), lostWithNode.get());
    }
}
