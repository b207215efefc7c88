package dev.parley.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** An {@link EngineServer} whose time, transports and application belong to the test. */
public final class TestEngine {

    /** From a pong to the next ping. */
    public static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    /** From a ping to the end. */
    public static final Duration PING_TIMEOUT = Duration.ofSeconds(20);
    /** For a change of transport. */
    public static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);
    /** For what is queued at the end. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /** The most that waits for one client, in bytes; the open packet fits well. The half of it may wait for long. */
    public static final int SEND_BUFFER = 100_000;
    /** The most heap that all may take with what waits for them, in bytes. */
    public static final long SEND_BUDGET = 1_000_000_000;
    /** The most that all input which is not whole may take, in bytes. */
    public static final long RECEIVE_BUDGET = 1_000_000_000;
    /** With the constants of this class. */
    public static final EngineSettings SETTINGS = new EngineSettings(
            PING_INTERVAL,
            PING_TIMEOUT,
            UPGRADE_TIMEOUT,
            CLOSE_TIMEOUT,
            1_000_000,
            SEND_BUFFER / 2,
            SEND_BUFFER,
            SEND_BUDGET,
            RECEIVE_BUDGET);

    private final ManualTime time;
    private final RecordingListener listener;
    private final EngineServer server;

    private TestEngine(
            ManualTime time, Timers timers, Executor executor, RecordingListener listener, EngineObserver observer) {
        this.time = time;
        this.listener = listener;
        this.server = new EngineServer(SETTINGS, time.clock(), timers, executor, listener, observer);
    }

    /** An engine that runs everything on the test's thread. */
    public static TestEngine create() {
        return create(new RecordingListener());
    }

    /** The same with a listener that does something. */
    public static TestEngine create(RecordingListener listener) {
        return create(listener, new DirectExecutor());
    }

    /** The same with an executor of the test. */
    public static TestEngine create(RecordingListener listener, Executor executor) {
        ManualTime time = new ManualTime();
        return new TestEngine(time, time.timers(), executor, listener, EngineObserver.NONE);
    }

    /** An engine that runs everything on the test's thread and is observed. */
    public static TestEngine observedBy(EngineObserver observer) {
        ManualTime time = new ManualTime();
        return new TestEngine(time, time.timers(), new DirectExecutor(), new RecordingListener(), observer);
    }

    /** An engine whose timers call the test before they take a task. */
    public static TestEngine create(Runnable beforeSchedule) {
        ManualTime time = new ManualTime();
        Timers timers = (delay, task) -> {
            beforeSchedule.run();
            return time.timers().schedule(delay, task);
        };
        return new TestEngine(time, timers, new DirectExecutor(), new RecordingListener(), EngineObserver.NONE);
    }

    /** Allows messages of a length, and takes what it holds of them from a budget. */
    public static InboundLimits allowance(int maxMessage, InboundBudget budget) {
        InboundLimits allowance = InboundLimits.ofStranger(SETTINGS, budget, () -> {});
        allowance.raise(maxMessage);
        return allowance;
    }

    /** The request of a client about whom nothing is known. */
    public static Handshake handshake() {
        return new Handshake(
                "/socket.io/",
                Map.of("EIO", "4"),
                "192.0.2.1",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    /** Opens a session. */
    public EngineSession open(Transport transport) {
        return server.open(handshake(), transport);
    }

    /** The engine itself. */
    public EngineServer server() {
        return server;
    }

    /** Its time. */
    public ManualTime time() {
        return time;
    }

    /** Who listens to all its sessions. */
    public RecordingListener listener() {
        return listener;
    }
}
