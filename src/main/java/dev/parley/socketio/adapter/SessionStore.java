package dev.parley.socketio.adapter;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Where all nodes of a cluster keep what the sessions of one namespace are, so that a client can be recovered on a node that has
 * never seen it, and after the end of the node that has.
 *
 * <p><b>The fence.</b> A session belongs to one node at a time, and has a generation that grows with each
 * {@linkplain #claim claim}. What a node writes of an earlier generation has no effect. <b>Order.</b> The calls of one node
 * take effect in their order, among the messages that it publishes. <b>Blocking.</b> No method blocks; any thread may call.
 * The stages may complete on a thread that must not be held up. <b>Failure.</b> The stages fail if there is no connection.
 */
public interface SessionStore {

    /** The generation of a session that nobody has claimed yet. */
    long FIRST = 1;

    /**
     * A session as it is written.
     *
     * @param pid the secret by which its client knows it
     * @param generation the one that this node has
     * @param isNew whether it may be made; otherwise it must be there already
     * @param owner whose it is
     * @param content what it is, a text that the store does not read
     * @param lasting for how long it is kept
     */
    record Entry(String pid, long generation, boolean isNew, String owner, String content, Duration lasting) {}

    /** What became of a session that was to be written. */
    enum Saved {
        /** It is written. */
        DONE,
        /** It is not there: it has ended, or the store has lost it. */
        MISSING,
        /** It is not this node's any more. */
        TAKEN
    }

    /** What became of a claim. */
    enum Verdict {
        /** The session belongs to this node now. */
        CLAIMED,
        /** There is no such session. */
        UNKNOWN,
        /** It is another user's, and was left as it is. */
        OTHER_USER
    }

    /**
     * The answer to a claim.
     *
     * @param node the node to which the session belonged; null unless it was claimed
     * @param generation the new generation; 0 unless it was claimed
     * @param content what the session is; null unless it was claimed
     */
    record Claim(Verdict verdict, String node, long generation, String content) {

        /** A claim that changed nothing. */
        public static Claim of(Verdict verdict) {
            return new Claim(verdict, null, 0, null);
        }
    }

    /** Hears that another node has claimed a session of this node. */
    @FunctionalInterface
    interface Listener {
        /** Called by the thread that reads messages; must not block. */
        void taken(String pid, long generation);
    }

    /** Starts to tell a listener. Called once. */
    void open(Listener listener);

    /** Ends {@link #open}. */
    void close();

    /** Writes a session. */
    CompletionStage<Saved> save(Entry entry);

    /** Makes a session this node's, and tells the node whose it was. */
    CompletionStage<Claim> claim(String pid, String owner, Duration lasting);

    /** Forgets a session, if it is still this node's. */
    void end(String pid, long generation);

    /**
     * Completes when everything that was saved before has been taken or refused; at once if there is no connection. Never
     * fails.
     */
    CompletionStage<Void> settled();
}
