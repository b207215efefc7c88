package dev.parley.health;

import java.time.Duration;

/** A running node, as far as its health is concerned. Any thread; no method blocks. */
public interface NodeState {

    /** Whether it lets nobody in any more, because it goes down. */
    boolean isDraining();

    /** The number of open connections. */
    int connections();

    /** The number of rooms with a member here. */
    int rooms();

    /** How long it has been up. */
    Duration uptime();

    /** How long ago its timers last came round, on which every time-out depends. */
    Duration sinceTimers();
}
