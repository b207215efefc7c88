package dev.parley.transport;

/** Why the edge refuses a request; for operators, who count. What the client is told is another matter. */
public enum RefusalReason {
    /** It is not what Engine.IO v4 asks for, or does not fit the state of its session. */
    PROTOCOL,
    /** It names a session that is not here: it has ended, or it is another node's. */
    UNKNOWN_SESSION,
    /** Pages of its origin may not connect. */
    ORIGIN,
    /** There are as many connections as there may be. */
    CAPACITY,
    /** Its address opens sessions too often. */
    RATE,
    /** Its token is wrong. */
    TOKEN,
    /** Its token cannot be checked, because the keys cannot be had. */
    KEYS_UNAVAILABLE,
    /** The node goes down. */
    DRAINING,
    /** A guard failed. */
    FAILURE,
    /** A guard that gave no reason. */
    OTHER
}
