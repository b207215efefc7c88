package dev.parley.socketio.recovery;

import java.time.Duration;
import java.util.Set;

/**
 * A client whose connection broke and who may come back.
 *
 * @param socketId the id of its socket, which it gets back
 * @param owner whose it is
 * @param waited since when, until now
 * @param rooms the rooms that it is in when it comes back, unless it may not enter them any more
 */
public record WaitingClient(String socketId, String owner, Duration waited, Set<String> rooms) {

    /** Copies the rooms. */
    public WaitingClient {
        rooms = Set.copyOf(rooms);
    }
}
