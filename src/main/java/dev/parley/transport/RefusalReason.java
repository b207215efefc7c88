package dev.parley.transport;

/** The reasons for rejecting a request, for the operators' statistics. The client may get a different message. */
public enum RefusalReason {
    /** The request does not conform to Engine.IO v4, or does not fit the state of its session. */
    PROTOCOL,
    /** The request names a session that is not on this node: the session has ended, or belongs to another node. */
    UNKNOWN_SESSION,
    /** Pages of the request's origin may not connect. */
    ORIGIN,
    /** The limit of connections is reached. */
    CAPACITY,
    /** The client's address opens sessions too often. */
    RATE,
    /** The token is invalid. */
    TOKEN,
    /** The token cannot be checked, because the keys are not available. */
    KEYS_UNAVAILABLE,
    /** The node is shutting down. */
    DRAINING,
    /** A guard has failed with an exception. */
    FAILURE,
    /** A guard has rejected the request without a reason. */
    OTHER
}
