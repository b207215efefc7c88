package dev.parley.socketio.recovery;

/** Why a client that returned was not recovered. It is told so by a new socket id. */
public enum RecoveryRefusal {
    /** This node knows no session with this secret: it ended, it is too old, or it is another node's. */
    UNKNOWN_SESSION,
    /** The session is another user's. */
    OTHER_USER,
    /** The client shows an offset that is not of this log. */
    UNKNOWN_OFFSET,
    /** The log has given up events that the client may have missed, because of the window or of the budget. */
    LOG_EXCEEDED,
    /** Events of other nodes may have been missed here meanwhile, because the connection to them was lost. */
    OTHER_NODES_MISSED,
    /** More was missed than may wait in one client's send queue. */
    TOO_MUCH_MISSED
}
