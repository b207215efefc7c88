package dev.parley.transport.upgrade;

import dev.parley.engine.MonotonicClock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Reads from its connections, and handles what comes, on a thread of its own. What is called from here must not block.
 *
 * <p>A channel is registered here besides the container's own selector, which does not ask for input of an upgraded
 * connection as long as nobody asks it for input. A connection that the container closes is noticed within a second.
 */
public final class ReadLoop implements Runnable {

    private static final Logger LOG = System.getLogger(ReadLoop.class.getName());

    /** As much as the container reads at once. */
    private static final int BYTES = 16384;

    /** A closed channel keeps its descriptor until every selector has noticed. */
    private static final Duration CHECK = Duration.ofSeconds(1);

    /** No round is under way: the loop waits for input. */
    private static final long WAITING = Long.MIN_VALUE;

    private final Selector selector;
    private final MonotonicClock clock;
    private final Queue<ChannelReader> joining = new ConcurrentLinkedQueue<>();
    /** Used by the loop's thread only, as is all that follows. */
    private final Set<ChannelReader> inputs = new HashSet<>();

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
    private long checked;
    /** When the present round began, or {@link #WAITING}. Others only read it. */
    private volatile long roundBegan = WAITING;

    private volatile boolean running = true;
    private Thread thread;

    private ReadLoop(Selector selector, MonotonicClock clock) {
        this.selector = selector;
        this.clock = clock;
        this.checked = clock.nanos();
    }

    /** Starts a loop. */
    static ReadLoop start(ThreadFactory threads, MonotonicClock clock, String name) throws IOException {
        ReadLoop loop = new ReadLoop(Selector.open(), clock);
        loop.thread = threads.newThread(loop);
        loop.thread.setName(name);
        loop.thread.start();
        return loop;
    }

    /** Whether it reads, or will soon; it does not any more once it has been stopped or has failed. */
    boolean isOpen() {
        return running;
    }

    /** How long the present round has taken, in which everybody who has sent something is read once; zero between rounds. */
    Duration inRound() {
        long began = roundBegan;
        return began == WAITING ? Duration.ZERO : Duration.ofNanos(clock.nanos() - began);
    }

    /** What the thread does now. */
    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /** The name of the thread. */
    String name() {
        return thread.getName();
    }

    /** Ends the thread soon. */
    void stop() {
        running = false;
        wakeUp();
    }

    /** Begins to read from a connection. Any thread may call this. */
    public void join(ChannelReader input) {
        joining.add(input);
        if (!wakeUp()) {
            refuse();
        }
    }

    /** Makes a change of a key take effect. Any thread may call this. */
    public void wake() {
        if (Thread.currentThread() != thread) {
            wakeUp();
        }
    }

    /** A selector that is closed must not be woken. Returns false if it is. */
    private synchronized boolean wakeUp() {
        if (selector.isOpen()) {
            selector.wakeup();
            return true;
        }
        return false;
    }

    @Override
    public void run() {
        try {
            while (running) {
                selector.select(this::ready, CHECK.toMillis());
                begin();
                // An interrupt has no effect here, but if it were not cleared, the loop would never wait again.
                Thread.interrupted();
                admit();
                check();
                roundBegan = WAITING;
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "WebSockets are not read any more", e);
        } finally {
            running = false;
            close();
        }
    }

    private void close() {
        synchronized (this) {
            try {
                selector.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A selector was not closed", e);
            }
        }
        inputs.forEach(input -> input.failed(new ClosedChannelException()));
        refuse();
    }

    private void refuse() {
        ChannelReader input = joining.poll();
        while (input != null) {
            input.failed(new ClosedChannelException());
            input = joining.poll();
        }
    }

    /** A round begins with the first connection that is handled. */
    private void begin() {
        if (roundBegan == WAITING) {
            roundBegan = clock.nanos();
        }
    }

    private void ready(SelectionKey key) {
        begin();
        ChannelReader input = (ChannelReader) key.attachment();
        buffer.clear();
        input.ready(buffer);
    }

    private void admit() {
        ChannelReader input = joining.poll();
        while (input != null) {
            try {
                input.begin(selector);
                inputs.add(input);
            } catch (IOException | RuntimeException | Error e) {
                // The loop goes on for the others.
                input.failed(e);
            }
            input = joining.poll();
        }
    }

    /** Tells the connections that the container has closed. */
    private void check() {
        long now = clock.nanos();
        if (now - checked < CHECK.toNanos()) {
            return;
        }
        checked = now;
        inputs.removeIf(ChannelReader::isOver);
    }
}
