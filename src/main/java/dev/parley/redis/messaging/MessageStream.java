package dev.parley.redis.messaging;

import dev.parley.redis.connection.LuaScript;
import dev.parley.socketio.adapter.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A stream of Redis to which all nodes append, and which each of them reads from the moment on at which it found Redis first.
 * After an outage a node goes on where it was, as far as the stream still has what it missed. Thread-safe; no method
 * blocks or throws because of the network.
 */
public interface MessageStream {

    /** So many entries the stream has at least, as a rule; when there are more, Redis drops the oldest. */
    int LENGTH = 10_000;

    /** The field by which the entries of a namespace are told from those of others. */
    String NAMESPACE = "nsp";

    /** Reads an entry, which may be malformed. */
    @FunctionalInterface
    interface Reader {
        /**
         * Called by the one thread that reads the entries of all namespaces, so it must not block.
         *
         * @throws MalformedMessageException if the entry is none that a server of the cluster appends
         */
        void read(StreamEntry entry) throws MalformedMessageException;
    }

    /**
     * Queues an entry. It leaves by the connection of all messages, in the order of the calls.
     *
     * @param fields names and values in turn
     */
    void append(List<byte[]> fields);

    /**
     * Reads the entries of a namespace from now on, this node's own among them; a namespace has at most one reader. An
     * entry that the reader refuses is counted and forgotten.
     *
     * @return complete when everything that is appended from then on will be read, or when there is no connection; never
     *     fails
     */
    CompletionStage<Void> follow(String namespace, Reader reader);

    /**
     * Completes when the readers have been given everything that is in the stream now: with false if there is no
     * connection, or if it is lost meanwhile. Never fails. May complete on the thread that reads.
     */
    CompletionStage<Boolean> caughtUp();

    /**
     * What was in the stream before this node began to read it.
     *
     * @param wholeAfter everything after this position was read, here or by the reader
     * @param entries the oldest first
     */
    record Past(StreamId wholeAfter, List<StreamEntry> entries) {}

    /**
     * Reads what a reader has not been given because it was appended before the node began to read. If the node had begun before the
     * reader, that is nothing, and all that follows the present position is given to the reader.
     *
     * @param window how far back, by the clock of Redis
     * @return completes on any thread when Redis has been found; never fails
     */
    CompletionStage<Past> past(String namespace, Duration window);

    /** Everything up to here has been given to the readers; empty while that is not known. */
    Optional<StreamId> position();

    /**
     * Runs a script in Redis by the connection of all messages, in the order of the calls, and so after what was appended before.
     *
     * @param key the only key of the script
     * @return what Redis answers; fails without a connection. Completes on the thread that publishes, which must not be held up
     */
    CompletionStage<Object> run(LuaScript script, String key, List<String> arguments);

    /**
     * Completes when Redis has taken or refused all that was appended and run before; at once without a connection. Never fails.
     * Completes on the thread that publishes, which must not be held up.
     */
    CompletionStage<Void> settled();

    /** Ends the reading of a namespace. */
    void unfollow(String namespace);
}
