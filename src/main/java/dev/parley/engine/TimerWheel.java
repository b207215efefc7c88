package dev.parley.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * {@link Timers} as a hashed wheel: deadlines are counted in ticks, and a task waits in the slot of its tick.
 * Scheduling and cancelling are O(1) and lock one slot; only the entry is allocated.
 *
 * <p>The wheel has no thread. Its owner calls {@link #advance()} about once per tick, and never from two threads at
 * once; tests call it after they have moved their clock.
 */
public final class TimerWheel implements Timers {

    /** The resolution of deadlines. */
    public static final Duration TICK = Duration.ofMillis(10);

    private static final Logger LOG = System.getLogger(TimerWheel.class.getName());
    private static final long TICK_NANOS = TICK.toNanos();
    private static final int SLOTS = 1024;
    /** Longer than any process lives, but far below the range of a long, so that sums of it do not overflow. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final MonotonicClock clock;
    private final long origin;
    private final Slot[] slots = new Slot[SLOTS];
    private volatile long currentTick;

    /** Creates a wheel that starts to count now. */
    public TimerWheel(MonotonicClock clock) {
        this.clock = clock;
        this.origin = clock.nanos();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task) {
        long nanos = clock.nanos() - origin + nanosOf(delay);
        // Rounded up: a task is never early.
        long tick = (nanos + TICK_NANOS - 1) / TICK_NANOS;
        while (true) {
            tick = Math.max(tick, currentTick + 1);
            Slot slot = slotOf(tick);
            Entry entry = new Entry(slot, tick, task);
            if (slot.add(entry)) {
                return entry;
            }
        }
    }

    /** Runs the tasks that are due. Only one thread at a time may call this. */
    public void advance() {
        long now = (clock.nanos() - origin) / TICK_NANOS;
        for (long tick = currentTick + 1; tick <= now; tick++) {
            currentTick = tick;
            Entry due = slotOf(tick).takeDue(tick);
            while (due != null) {
                Entry next = due.next;
                due.next = null;
                if (!due.cancelled) {
                    runQuietly(due.task);
                }
                due = next;
            }
        }
    }

    /** The number of waiting tasks. It walks the whole wheel, so it is for tests and diagnosis only. */
    public int pending() {
        int count = 0;
        for (Slot slot : slots) {
            count += slot.size();
        }
        return count;
    }

    private static long nanosOf(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) < 0 ? delay.toNanos() : LONGEST.toNanos();
    }

    private Slot slotOf(long tick) {
        return slots[(int) (tick & (SLOTS - 1))];
    }

    private static void runQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A timed task failed", e);
        }
    }

    /** The tasks of all ticks that share an index; a doubly linked list, guarded by its own monitor. */
    private static final class Slot {
        private Entry head;
        private long lastTick;

        /**
         * Adds an entry. Returns false if the slot's list for this tick has already been taken: the entry would then
         * wait for a whole turn of the wheel.
         */
        synchronized boolean add(Entry entry) {
            if (entry.tick <= lastTick) {
                return false;
            }
            entry.next = head;
            if (head != null) {
                head.previous = entry;
            }
            head = entry;
            return true;
        }

        /**
         * Removes the due entries from the list and returns them as a chain by {@link Entry#next}; the entry that was
         * added first comes first.
         */
        synchronized Entry takeDue(long tick) {
            lastTick = tick;
            Entry due = null;
            Entry entry = head;
            while (entry != null) {
                Entry next = entry.next;
                if (entry.tick <= tick) {
                    unlink(entry);
                    entry.next = due;
                    due = entry;
                }
                entry = next;
            }
            return due;
        }

        synchronized void remove(Entry entry) {
            if (entry.waiting) {
                unlink(entry);
            }
        }

        synchronized int size() {
            int count = 0;
            for (Entry entry = head; entry != null; entry = entry.next) {
                count++;
            }
            return count;
        }

        private void unlink(Entry entry) {
            if (entry.previous == null) {
                head = entry.next;
            } else {
                entry.previous.next = entry.next;
            }
            if (entry.next != null) {
                entry.next.previous = entry.previous;
            }
            entry.previous = null;
            entry.next = null;
            entry.waiting = false;
        }
    }

    private static final class Entry implements Timeout {
        private final Slot slot;
        private final long tick;
        private final Runnable task;
        private Entry previous;
        private Entry next;
        private boolean waiting = true;
        /** Needed for an entry that has been taken together with others of its tick, and whose task has not begun. */
        private volatile boolean cancelled;

        Entry(Slot slot, long tick, Runnable task) {
            this.slot = slot;
            this.tick = tick;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            slot.remove(this);
        }
    }
}
