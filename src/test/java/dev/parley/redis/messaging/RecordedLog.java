package dev.parley.redis.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged about Redis, from its beginning to its end: the level and the text. */
public final class RecordedLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.parley.redis");
    private final Handler recorder = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public RecordedLog() {
        logger.addHandler(recorder);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.removeHandler(recorder);
    }
}
