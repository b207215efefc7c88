package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.socketio.Namespace;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Whether somebody is in the namespace of the UI, on this node or on another one. A node with a watcher says so to the
 * others, at once and then every two seconds; whoever says nothing for {@link #LEASE} has none any more, so a node that is
 * killed costs the others nothing. While somebody watches, there is a tick each second; otherwise nothing runs.
 *
 * <p>Thread-safe. The activity is called on the executor, one call at a time.
 */
final class Watchers {

    /** The event by which nodes tell each other. */
    static final String EVENT = "parley-admin-watch";

    static final Duration TICK = Duration.ofSeconds(1);
    static final Duration LEASE = Duration.ofSeconds(7);

    private static final Logger LOG = System.getLogger(Watchers.class.getName());

    private static final int TICKS_OF_A_BEAT = 2;
    /** More nodes than any cluster has; another server could name any number. */
    private static final int MAX_NODES = 1000;

    /** What is done while somebody watches. */
    interface Activity {

        /** The first has come. */
        void begin();

        /**
         * A second has passed.
         *
         * @param beat whether two have passed since the last beat, or none since the beginning
         */
        void tick(boolean beat);

        /** The last has gone. */
        void end();
    }

    private final Namespace admin;
    private final String self;
    private final MonotonicClock clock;
    private final Timers timers;
    private final Executor executor;
    private final Activity activity;
    private final Map<String, Long> elsewhere = new HashMap<>();
    private int here;
    private int ticks;
    private boolean running;
    private volatile boolean watched;

    /**
     * Nobody watches yet.
     *
     * @param self the name of this node, which no other node has
     * @param timers use the same clock
     */
    Watchers(Namespace admin, String self, MonotonicClock clock, Timers timers, Executor executor, Activity activity) {
        this.admin = admin;
        this.self = self;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.activity = activity;
    }

    /** Listens to the other nodes. */
    void listen() {
        admin.onServerSideEmit(EVENT, (arguments, answer) -> heard(arguments));
    }

    /** Whether somebody watches. Cheap enough for every packet. */
    boolean areThere() {
        return watched;
    }

    /** One more watches here. When this returns, somebody is there. */
    void arrived() {
        synchronized (this) {
            here++;
            begin();
        }
        tell(true);
    }

    /** One less watches here. */
    void left() {
        boolean last;
        synchronized (this) {
            here--;
            last = here == 0;
        }
        if (last) {
            tell(false);
        }
    }

    private synchronized boolean isHere() {
        return here > 0;
    }

    private void tell(boolean watching) {
        admin.serverSideEmit(
                EVENT,
                JSON.createObjectBuilder()
                        .add("node", self)
                        .add("watching", watching)
                        .build());
    }

    private synchronized void heard(List<JsonValue> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof JsonObject told)) {
            return;
        }
        String node = told.getString("node", "");
        if (!told.getBoolean("watching", false)) {
            elsewhere.remove(node);
        } else if (elsewhere.size() < MAX_NODES || elsewhere.containsKey(node)) {
            elsewhere.put(node, clock.nanos() + LEASE.toNanos());
            begin();
        }
    }

    /** Begins, unless it has. Called with the lock. */
    private void begin() {
        watched = true;
        if (!running) {
            running = true;
            ticks = 0;
            executor.execute(() -> {
                activity.begin();
                tick();
            });
        }
    }

    private void tick() {
        boolean beat;
        synchronized (this) {
            long now = clock.nanos();
            elsewhere.values().removeIf(end -> end - now <= 0);
            watched = here > 0 || !elsewhere.isEmpty();
            if (!watched) {
                running = false;
                activity.end();
                return;
            }
            beat = ticks % TICKS_OF_A_BEAT == 0;
            ticks++;
        }
        try {
            activity.tick(beat);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The Admin UI's second failed", e);
        }
        if (beat && isHere()) {
            tell(true);
        }
        timers.schedule(TICK, () -> executor.execute(this::tick));
    }
}
