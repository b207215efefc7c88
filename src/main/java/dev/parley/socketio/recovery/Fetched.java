package dev.parley.socketio.recovery;

/** What became of the wish to have the session of a client that has returned on this node. */
public enum Fetched {
    /** The session is this node's now. */
    HERE,
    /** There is none, or it is another user's. */
    NONE,
    /** The client has returned once more after this. */
    OVERTAKEN
}
