package dev.parley.redis.connection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged about Redis from now on, each line with its level before it. For any thread. */
public final class RecordedLog extends Handler implements AutoCloseable {

    /** Whose log a thread writes; none for threads that were made for no test in particular. */
    private static final InheritableThreadLocal<RecordedLog> OWNER = new InheritableThreadLocal<>();

    private final Logger logger = Logger.getLogger("dev.parley.redis");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public RecordedLog() {
        logger.addHandler(this);
    }

    /**
     * For one of several tests that run at the same time: without what is logged by this thread's equals, who have called this too, and by
     * the threads that they have made. What nobody owns is in the log of each.
     */
    public static RecordedLog ofThisThread() {
        RecordedLog log = new RecordedLog();
        OWNER.set(log);
        return log;
    }

    /** All lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Forgets all lines so far. */
    public void forget() {
        lines.clear();
    }

    /** The lines that somebody should look at. */
    public List<String> warnings() {
        return lines.stream()
                .filter(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"))
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        RecordedLog owner = OWNER.get();
        if (owner != null && owner != this) {
            return;
        }
        lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (OWNER.get() == this) {
            OWNER.remove();
        }
        logger.removeHandler(this);
    }
}
