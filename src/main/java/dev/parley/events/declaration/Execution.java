package dev.parley.events.declaration;

/** How a handler wants to be called. */
public enum Execution {
    /** On a thread that may block, one event of a socket after the other. */
    BLOCKING,
    /** On the thread that has read the event if nothing of the socket waits, one event of a socket after the other. */
    NON_BLOCKING,
    /** On a thread that may block, beside other events of the socket. */
    CONCURRENT
}
