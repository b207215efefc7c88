package dev.parley.redis.messaging.streams;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.redis.messaging.StreamEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what comes by the stream until what was there before has been read, so that the order is kept. Thread-safe. What is
 * held is read by the thread that {@linkplain #release releases} it, everything else by the thread that brings it.
 */
final class HeldEntries implements MessageStream.Reader {

    private static final Logger LOG = System.getLogger(HeldEntries.class.getName());

    private final MessageStream.Reader reader;
    /** Null when nothing is held any more. */
    private List<StreamEntry> held = new ArrayList<>();

    HeldEntries(MessageStream.Reader reader) {
        this.reader = reader;
    }

    @Override
    public void read(StreamEntry entry) throws MalformedMessageException {
        synchronized (this) {
            if (held != null) {
                held.add(entry);
                return;
            }
        }
        reader.read(entry);
    }

    /** Whether something may be held. */
    synchronized boolean isHolding() {
        return held != null;
    }

    /** From now on nothing is held. Called once. */
    void release() {
        for (List<StreamEntry> some = take(); !some.isEmpty(); some = take()) {
            some.forEach(this::readLate);
        }
    }

    private synchronized List<StreamEntry> take() {
        List<StreamEntry> some = held;
        held = some.isEmpty() ? null : new ArrayList<>();
        return some;
    }

    private void readLate(StreamEntry entry) {
        try {
            reader.read(entry);
        } catch (MalformedMessageException e) {
            LOG.log(Level.DEBUG, "An entry is malformed: {0}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A message could not be delivered", e);
        }
    }
}
