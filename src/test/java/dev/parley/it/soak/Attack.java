package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Attackers of one kind, on a thread of their own: so many at a time, each of which takes a step in each round; those that are
 * over are replaced, some in each round.
 */
final class Attack implements Closeable {

    private static final int ADDRESSES = 4_000;
    /** Good clients have those below. */
    private static final int FIRST_ADDRESS = 100_000;

    private final String name;
    private final Hostile.Kind kind;
    private final Target target;
    private final int atATime;
    private final int perRound;
    private final long pauseMillis;
    private final Random random;
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<Hostile> open = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    /**
     * Begins at once.
     *
     * @param atATime how many there are at a time
     * @param perRound how many at most are opened in a round
     * @param pause between two rounds
     * @param seed of the random numbers
     */
    Attack(String name, Hostile.Kind kind, Target target, int atATime, int perRound, Duration pause, long seed) {
        this.name = name;
        this.kind = kind;
        this.target = target;
        this.atATime = atATime;
        this.perRound = perRound;
        this.pauseMillis = pause.toMillis();
        this.random = new Random(seed ^ name.hashCode());
        this.thread = new Thread(this::run, "attack " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!over) {
                step();
                for (int i = 0; i < perRound && open.size() < atATime && !over; i++) {
                    openOne();
                }
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            // It is over.
        } finally {
            open.forEach(Hostile::close);
        }
    }

    private void step() {
        for (Iterator<Hostile> all = open.iterator(); all.hasNext() && !over; ) {
            Hostile one = all.next();
            if (!goesOn(one)) {
                one.close();
                all.remove();
            }
        }
    }

    private static boolean goesOn(Hostile one) {
        try {
            return one.step();
        } catch (IOException e) {
            return false;
        }
    }

    private void openOne() {
        try {
            open.add(kind.open(target.peer(FIRST_ADDRESS + random.nextInt(ADDRESSES)), random));
            opened.incrementAndGet();
        } catch (IOException e) {
            refused.incrementAndGet();
        }
    }

    /** Whether as many have been opened, one after the other or at once, as are to be there at a time. */
    boolean hasBeenComplete() {
        return opened.get() >= atATime;
    }

    /** Ends it, and all connections. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + ": " + opened + " opened, " + refused + " refused at once";
    }
}
