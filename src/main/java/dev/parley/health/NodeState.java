package dev.parley.health;

import java.time.Duration;

/** The state of a running node, as far as its health depends on it. Any thread may call; no method blocks. */
public interface NodeState {

    /** Whether the node admits no new clients any more, because it is going to shut down. */
    boolean isDraining();

    /** The number of open connections. */
    int connections();

    /** The number of rooms with a member on this node. */
    int rooms();

    /** The time since the node started. */
    Duration uptime();

    /** The time since the node's timers last ran. Every time-out depends on these timers. */
    Duration sinceTimers();
}
