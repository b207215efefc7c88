package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.List;

/**
 * One Engine.IO session. It outlives its transport, which may change once from polling to WebSocket.
 *
 * <p>Its states are open, closing (no more input, but queued packets are still delivered) and closed. The
 * {@link SessionListener} is notified when the session is no longer open. Any thread may send. Sending never blocks and
 * keeps the order of the calls; after the end it does nothing.
 *
 * <p>This class is what the other packages see. What it does is in its parts: {@link SessionTurns} handles input,
 * {@link SessionSender} sends, {@link SessionTransport} changes the transport, {@link SessionEnd} ends the session.
 */
public final class EngineSession {

    private final String id;
    private final Handshake handshake;
    private final EngineServer server;
    private final Runnable whenEnded;
    private final Heartbeat heartbeat;
    private final InboundLimits allowance;
    private final ReceivePause pause;
    private final SessionTurns turns;
    private final SessionSender sender;
    private final SessionTransport transports;
    private final SessionEnd end;

    EngineSession(String id, Handshake handshake, EngineServer server, Transport transport, Runnable whenEnded) {
        this.id = id;
        this.handshake = handshake;
        this.server = server;
        this.whenEnded = whenEnded;
        this.allowance = InboundLimits.ofStranger(server.settings(), server.inbound(), this::giveUpForOthers);
        this.heartbeat = new Heartbeat(
                server.clock(),
                server.timers(),
                server.settings(),
                () -> send(EnginePacket.PING),
                () -> abortElsewhere(CloseReason.PING_TIMEOUT));
        this.pause = new ReceivePause(
                server.timers(),
                server.settings().longestPause(),
                this::receiving,
                () -> abortElsewhere(CloseReason.BACK_PRESSURE));
        this.turns = new SessionTurns(this, heartbeat, server.observer());
        this.sender = new SessionSender(this, server);
        this.transports = new SessionTransport(this, server, sender.queue(), pause, transport);
        this.end = new SessionEnd(this, server, sender.queue(), pause, transports);
    }

    /**
     * Begins the session. The open packet is the first in the queue, before everything that the application sends. The
     * transport is attached before the application is called, so that both may end the session at once. Incoming
     * packets wait for their turn; by then the application has returned its listener.
     */
    void open(SessionAcceptor application) {
        turns.open(() -> {
            sender.begin(EnginePacket.of(EnginePacketType.OPEN, OpenPacket.of(id, transportName(), server.settings())));
            transports.attach();
            return application.onOpen(this);
        });
        transport().flush();
    }

    /** The session's secret id. Anybody who knows it can speak for the client, so it must not be logged. */
    public String id() {
        return id;
    }

    /** The request that opened the session. */
    public Handshake handshake() {
        return handshake;
    }

    /** The settings of the session's server. */
    public EngineSettings settings() {
        return server.settings();
    }

    /** The kind of transport in use now. */
    public TransportName transportName() {
        return transports.current().name();
    }

    /** The transport in use now, to which the servlet or endpoint hands the session's requests. */
    public Transport transport() {
        return transports.current();
    }

    /** Whether the session is open, that is, neither side has ended it. */
    public boolean isOpen() {
        return end.isOpen();
    }

    /** The limits for the client's input, and the memory that its incomplete input takes. They end with the session. */
    public InboundLimits allowance() {
        return allowance;
    }

    /** The client has been authenticated: from now on its messages may be as long as the settings allow. */
    public void identified() {
        allowance.raise(server.settings().maxPayload());
        transport().allow(allowance.maxMessage());
    }

    /** The last measured time from a ping to its pong, in nanoseconds; -1 before the first. */
    public long roundTripNanos() {
        return heartbeat.roundTripNanos();
    }

    /** The number of bytes in the outbound queue, at the time of the call. */
    public int queuedBytes() {
        return sender.queue().bytes();
    }

    /** Sends a packet; does nothing after the end. If the client's queue is full, another thread aborts the session. */
    public void send(EnginePacket packet) {
        sender.send(packet);
    }

    /** Sends packets that belong together, with no other packet between them. */
    public void send(List<EnginePacket> packets) {
        sender.send(packets);
    }

    /**
     * Runs something that sends an answer to the client, at once and on this thread. Use it where an answer is made on a
     * thread that has not read the question: what is sent meanwhile leaves in one piece when this returns, if possible on
     * this thread, which costs less than to wake another one. So {@code sends} must be short. Does not block.
     */
    public void answer(Runnable sends) {
        transport().answer(sends);
    }

    /** Sends packets if they can leave at once, and discards them otherwise. */
    public void sendVolatile(List<EnginePacket> packets) {
        sender.sendVolatile(packets);
    }

    /**
     * Runs a task in a turn of its own, serialised with the calls of the session's listener. This method does not wait
     * for those calls. If it is called from within such a call or task, the new task runs after that. Otherwise it runs
     * at once if no turn is in progress, or else on the thread of the current turn. An exception from the task is
     * logged and closes the session. Tasks run after the end of the session, too.
     */
    public void execute(Runnable task) {
        turns.execute(task);
    }

    /**
     * Stops reading from the client, so that what the client sends fills its own buffers and does not collect here. The
     * input that has been read already still arrives: what one read of the container gives, or the body of one POST.
     * Returns at once, and may be called within a turn. Each call needs a call of {@link #resumeReceiving()}; the
     * session reads again after the last one.
     *
     * <p>The client's pongs wait behind its other input, so no pong is expected during a pause, and the full time-out
     * begins when the pause ends. Pings are still sent, because the client expects them. A session that is paused for
     * longer than {@link EngineSettings#longestPause()} without a break is closed with {@link CloseReason#BACK_PRESSURE}.
     * The end of the session ends the pause. On a container whose input cannot be stopped, nothing is held back: callers
     * need a bound of their own for what they collect.
     */
    public void pauseReceiving() {
        pause.pause();
    }

    /**
     * Takes back one {@link #pauseReceiving()}. Returns at once. What arrives then comes on another thread than this
     * one.
     *
     * @throws IllegalStateException if the session is not paused
     */
    public void resumeReceiving() {
        pause.resume();
    }

    /** Whether the session does not read from its client now. */
    public boolean isReceivingPaused() {
        return pause.isPaused();
    }

    private void receiving(boolean on) {
        heartbeat.expectPongs(on);
        transport().receiving(on);
    }

    /**
     * Ends the session in order. The listener is notified at once. The client still gets the queued packets, and has
     * the close time-out of the settings to read them. Does nothing if the session has already ended.
     */
    public void close(CloseReason reason) {
        end.close(reason, EnginePacket.CLOSE, server.settings().closeTimeout());
    }

    /** Ends the session now; queued packets are lost. Does nothing if the session is already closed. */
    public void abort(CloseReason reason) {
        end.abort(reason);
    }

    /** Ends the session now, on another thread, because the caller's thread must not wait or holds a lock. */
    void abortElsewhere(CloseReason reason) {
        server.runElsewhere(() -> abort(reason));
    }

    /** The client has sent its close packet. */
    void closedByClient() {
        end.closedByClient();
    }

    /** Stops all that an open session needs, and tells everybody. Called once, when the session is no longer open. */
    void ended(CloseReason reason) {
        heartbeat.stop();
        allowance.end();
        server.ended(reason);
        whenEnded.run();
        turns.ended(reason);
    }

    /** What the session sends, and how fast the client reads it. */
    SessionSender sender() {
        return sender;
    }

    /** Discards the queue at once, to free memory for all other clients, and ends the session. */
    void giveUpForOthers() {
        sender.queue().sealAndDiscard();
        abortElsewhere(CloseReason.OVER_BUDGET);
    }

    /** Whether the client's pong is overdue, even if no timer has expired yet. */
    boolean isOverdue() {
        return heartbeat.isOverdue();
    }

    /**
     * Begins the change to another transport (protocol, section "Upgrade"). The candidate gets its own listener.
     *
     * @return false when the session cannot change: it is closing, not on polling, or changing already
     */
    public boolean upgradeTo(Transport candidate) {
        return transports.upgradeTo(candidate);
    }

    /** Handles a packet of the client, see {@link SessionTurns#receive}. */
    boolean receive(EnginePacket packet) {
        return turns.receive(packet);
    }

    /** Makes a transport that has just taken over send, or end if the session has ended meanwhile. */
    void bringUpToDate(Transport replacement) {
        end.bringUpToDate(replacement);
    }
}
