package dev.parley.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that incomplete input may take on this node: messages in pieces, bodies under way, and attachments that are
 * being collected. If all of it together exceeds the budget, the largest and slowest source is closed, and then the
 * next one, until the rest fits. Thread-safe; nothing blocks.
 *
 * <p>The received bytes are counted. The buffer that holds them may take twice as much for a moment, while it grows.
 */
public final class InboundBudget {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long capacity;
    private final MonotonicClock clock;
    private final AtomicLong used = new AtomicLong();
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    /**
     * Creates an unused budget.
     *
     * @param capacity in bytes
     * @param clock measures how long an input has been under way
     */
    public InboundBudget(long capacity, MonotonicClock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** The bytes that one source of input holds. Only one thread at a time calls {@link #hold}. */
    public interface Holding {

        /** Accepts everything and counts nothing. */
        Holding NONE = new Holding() {
            @Override
            public boolean hold(long bytes) {
                return true;
            }

            @Override
            public void end() {}
        };

        /**
         * Sets the number of bytes that the source holds from now on.
         *
         * @param bytes all that the source holds; 0 when the input is complete or abandoned
         * @return false if this source has ended, or has been closed to free memory for others: it must then discard
         *     what it holds
         */
        boolean hold(long bytes);

        /** Ends this source: it holds nothing now and will hold nothing later. Any thread may call this. */
        void end();
    }

    /**
     * Creates a share for a source that holds nothing yet.
     *
     * @param giveUp closes the source when it has to free its memory. Called at most once, on the thread of the source
     *     that exceeded the budget, and must not wait. Not called if the source that has to go is the caller itself;
     *     {@link Holding#hold} then returns false
     */
    public Holding share(Runnable giveUp) {
        return new Share(giveUp);
    }

    /** The bytes that are held now. */
    public long used() {
        return used.get();
    }

    /** Synchronized: if several threads did this at once, they would close more sources than necessary. */
    private synchronized void relieve(Share caller) {
        while (used.get() > capacity) {
            Share heaviest = heaviest();
            if (heaviest == null) {
                return;
            }
            if (heaviest.lose() && heaviest != caller) {
                heaviest.giveUp.run();
            }
        }
    }

    private Share heaviest() {
        long now = clock.nanos();
        Share heaviest = null;
        double most = 0;
        for (Share share : shares) {
            double weight = share.weight(now);
            if (weight > most) {
                most = weight;
                heaviest = share;
            }
        }
        return heaviest;
    }

    private final class Share implements Holding {

        private final Runnable giveUp;
        private long bytes;
        private long since;
        private boolean over;

        Share(Runnable giveUp) {
            this.giveUp = giveUp;
        }

        @Override
        public boolean hold(long now) {
            if (!change(now)) {
                return false;
            }
            if (used.get() > capacity) {
                relieve(this);
            }
            return !isOver();
        }

        @Override
        public void end() {
            lose();
        }

        private synchronized boolean change(long now) {
            if (over || now == bytes) {
                return !over;
            }
            if (bytes == 0 && now > 0) {
                since = clock.nanos();
                shares.add(this);
            } else if (now == 0) {
                shares.remove(this);
            }
            used.addAndGet(now - bytes);
            bytes = now;
            return true;
        }

        private synchronized boolean isOver() {
            return over;
        }

        /** Ends the share. Returns false if it had ended before. */
        private synchronized boolean lose() {
            boolean first = !over;
            over = true;
            used.addAndGet(-bytes);
            bytes = 0;
            shares.remove(this);
            return first;
        }

        /**
         * The held bytes times the milliseconds since the share last changed from holding nothing to holding something.
         */
        private synchronized double weight(long now) {
            return bytes * (1.0 + Math.max(0, now - since) / NANOS_PER_MILLI);
        }
    }
}
