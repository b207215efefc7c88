package dev.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The one thread of the generator: a selector, the buffer that everything is read into, and the clock. Everything but
 * {@link #wakeUp()} is called by that thread only.
 */
final class EventLoop implements AutoCloseable {

    /** What a channel is registered with. */
    interface Ready {
        /** The channel can connect, read or write. */
        void ready();
    }

    private static final int MAX_READ = 4 * 1024 * 1024;
    private static final long MILLISECOND = 1_000_000;
    private static final long LONGEST_SLEEP = 20;
    /** Fewer events than this in a turn are not worth a turn of their own. */
    private static final int WORTH_A_TURN = 32;
    /** How long to let events gather, ns; this is also how far a latency may be off. */
    private static final long GATHERING = 100_000;

    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(MAX_READ);
    private long now = System.nanoTime();

    EventLoop() throws IOException {
        selector = Selector.open();
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws ClosedChannelException {
        return channel.register(selector, operations, ready);
    }

    /** Shared by all channels: whoever reads into it takes out everything before the next one reads. */
    ByteBuffer input() {
        return input;
    }

    /** When something was last read, or a turn began; ns, monotonic. */
    long now() {
        return now;
    }

    /** Looks at the clock. */
    long tick() {
        now = System.nanoTime();
        return now;
    }

    /** Ends a running wait. Thread-safe. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Serves all channels until a time; ns, monotonic. */
    void runUntil(long end) throws IOException {
        runUntil(end, () -> {});
    }

    /** The same, with something to do after each turn. */
    void runUntil(long end, Runnable everyTurn) throws IOException {
        while (tick() - end < 0) {
            turn((end - now) / MILLISECOND);
            everyTurn.run();
        }
    }

    /**
     * Serves all channels until something is true.
     *
     * @param patience how long to wait for it, ns
     * @return whether it became true
     */
    boolean runWhileNot(BooleanSupplier condition, long patience) throws IOException {
        long end = tick() + patience;
        while (!condition.getAsBoolean()) {
            if (tick() - end >= 0) {
                return false;
            }
            turn(LONGEST_SLEEP);
        }
        return true;
    }

    private void turn(long milliseconds) throws IOException {
        int events = selector.select(
                key -> ((Ready) key.attachment()).ready(), Math.max(1, Math.min(milliseconds, LONGEST_SLEEP)));
        if (events > 0 && events < WORTH_A_TURN) {
            // Waking up for each delivery by itself would cost more CPU than reading it.
            LockSupport.parkNanos(GATHERING);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
