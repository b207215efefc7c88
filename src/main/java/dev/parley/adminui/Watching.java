package dev.parley.adminui;

import dev.parley.socketio.Namespace;
import java.time.Clock;

/**
 * What a node does while somebody watches, here or on another node: it counts, and tells its statistics every two
 * seconds.
 *
 * @param admin the namespace of the UI
 * @param statistics of this node
 * @param traffic is counted
 * @param changes are told by themselves
 * @param transports are looked at each second
 * @param clock for the times of the counts
 */
record Watching(
        Namespace admin,
        ServerStatistics statistics,
        TrafficCounts traffic,
        ChangeQueue changes,
        TransportChanges transports,
        Clock clock)
        implements Watchers.Activity {

    @Override
    public void begin() {
        traffic.count(true);
    }

    @Override
    public void tick(boolean beat) {
        traffic.cut(clock.instant());
        transports.look();
        if (beat) {
            admin.everybody().emit("server_stats", statistics.read(traffic.take()));
        }
    }

    @Override
    public void end() {
        traffic.count(false);
        changes.clear();
        transports.clear();
    }
}
