package dev.parley.chat.directory;

import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.codec.RetainedJson;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes that the metadata of all rooms of this node take together. Thread-safe; exact under any concurrency.
 */
final class MetadataBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** Creates an unused budget with a limit in bytes. */
    MetadataBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Reserves the bytes of a room's metadata. Returns false and reserves nothing if the remaining budget is too small.
     */
    boolean take(RoomOrigin origin) {
        long bytes = bytes(origin);
        if (used.addAndGet(bytes) > limit && bytes > 0) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Releases the bytes of a room's metadata. Null releases nothing. */
    void giveBack(RoomOrigin origin) {
        if (origin != null) {
            used.addAndGet(-bytes(origin));
        }
    }

    private static long bytes(RoomOrigin origin) {
        return RetainedJson.bytes(origin.metadata());
    }
}
