package dev.parley.bench.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of the messages of a room that a client has got, where several senders take turns: message {@code n} is the
 * one of sender {@code n % senders}. Each must come once; order is looked at for each sender by itself, because no server
 * promises one between senders on different nodes.
 */
final class Sequences {

    private final List<Sequence> bySender;

    Sequences(int senders) {
        bySender = Stream.generate(Sequence::new).limit(senders).toList();
    }

    /**
     * A number has come.
     *
     * @return whether all earlier ones of the same sender have come before
     * @throws IllegalStateException as {@link Sequence#accept} does
     */
    boolean accept(int number) {
        return bySender.get(number % bySender.size()).accept(number / bySender.size());
    }

    /** The lowest number that has not come, of whichever sender. */
    int next() {
        int lowest = Integer.MAX_VALUE;
        for (int sender = 0; sender < bySender.size(); sender++) {
            lowest = Math.min(lowest, bySender.get(sender).next() * bySender.size() + sender);
        }
        return lowest;
    }

    /** Whether a number has come. */
    boolean has(int number) {
        return bySender.get(number % bySender.size()).has(number / bySender.size());
    }
}
