package dev.parley.redis.connection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged about Redis from now on, each line with its level before it. */
public final class RecordedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.parley.redis");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public RecordedLog() {
        logger.addHandler(this);
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
        lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
