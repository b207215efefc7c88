package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.OutageLog;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisConnection;
import dev.parley.socketio.adapter.StreamId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads a stream of Redis on one connection and one thread, without a gap between two reads: where the stream ends is asked
 * once, and not left to Redis each time. A connection on which nothing is heard for {@link RedisSubscriber#SILENCE} is
 * lost; a new one goes on where it was.
 */
final class RedisStream {

    private static final Logger LOG = System.getLogger(RedisStream.class.getName());
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Redis answers after this time at the latest, in milliseconds. */
    private static final byte[] PATIENCE = ascii("1000");

    private static final byte[] AT_ONCE = ascii("100");
    private static final byte[] NAMESPACE = ascii(MessageStream.NAMESPACE);

    private final RedisClients clients;
    private final byte[] key;
    private final OutageLog refusals;
    private final Runnable missed;
    private final StreamProgress progress;
    private final Map<String, MessageStream.Reader> readers = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> positioned = new CompletableFuture<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();

    /** The node's connection for channels, by its number, when {@link #meet} was last called; 0 before. */
    private long met;

    private volatile RedisConnection line;
    private volatile boolean reading;
    private volatile boolean running = true;
    /** Everything up to here has been read; null before the first connection. Only for the thread that reads. */
    private StreamId position;
    /** The same, for other threads. */
    private volatile StreamId readUpTo;
    /** Completes with where reading begins. */
    private final CompletableFuture<StreamId> began = new CompletableFuture<>();
    /** What is not after this was appended while there was no connection. Only for the thread that reads. */
    private StreamId lateUpTo = StreamId.ZERO;

    /**
     * A stream, to be {@linkplain #read read} by one thread.
     *
     * @param questions runs the tasks that ask Redis and wait for the answer
     * @param workers runs what follows from answers
     * @param publisher asks Redis what nobody waits for
     * @param missed called by the thread that reads when entries of other nodes are missing
     */
    RedisStream(
            RedisClients clients,
            String key,
            MonotonicClock clock,
            Executor questions,
            Executor workers,
            RedisPublisher publisher,
            Runnable missed) {
        this.clients = clients;
        this.missed = missed;
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.progress = new StreamProgress(
                clients,
                key,
                questions,
                workers,
                () -> publisher.ask(Command.XREVRANGE, this.key, ascii("+"), ascii("-"), ascii("COUNT"), ascii("1")));
        this.refusals = new OutageLog(
                LOG, clock, "The stream of the cluster cannot be read", "The stream of the cluster is read again");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    CompletionStage<Void> follow(String namespace, MessageStream.Reader reader) {
        readers.put(namespace, reader);
        return positioned;
    }

    /** See {@link MessageStream#caughtUp}. */
    CompletionStage<Boolean> caughtUp() {
        return progress.caughtUp();
    }

    /** See {@link MessageStream#past}. */
    CompletionStage<MessageStream.Past> past(String namespace, Duration window) {
        StreamId now = readUpTo;
        return now == null
                ? began.thenCompose(first -> progress.past(namespace, first, window))
                        .exceptionally(failure -> new MessageStream.Past(readUpTo, List.of()))
                : CompletableFuture.completedStage(new MessageStream.Past(now, List.of()));
    }

    /** See {@link MessageStream#position}. */
    Optional<StreamId> position() {
        return progress.position();
    }

    void unfollow(String namespace) {
        readers.remove(namespace);
    }

    /** Whether entries are being read. */
    boolean isConnected() {
        return reading;
    }

    /** How many entries have come, of this node's own and of others. */
    long received() {
        return received.get();
    }

    /** How many entries were refused by their readers. */
    long malformed() {
        return malformed.get();
    }

    /** The loop of the thread that reads. */
    void read() {
        while (running) {
            try {
                readFrom(clients.line());
            } catch (RuntimeException | Error e) {
                // The subscriber of the same node tells that Redis is away.
                LOG.log(Level.DEBUG, "The stream is lost", e);
                // Nobody waits for a Redis that is away.
                positioned.complete(null);
                LockSupport.parkNanos(RETRY_NANOS);
                // An interrupt that is pending would keep the thread from ever parking again.
                Thread.interrupted();
            }
        }
    }

    private void readFrom(RedisConnection open) {
        line = open;
        try {
            open.setSoTimeout((int) RedisSubscriber.SILENCE.toMillis());
            begin(open);
            readUpTo = position;
            began.complete(position);
            progress.reached(position);
            reading = true;
            refusals.well();
            positioned.complete(null);
            while (running) {
                open.write(
                        Command.XREAD,
                        ascii("COUNT"),
                        AT_ONCE,
                        ascii("BLOCK"),
                        PATIENCE,
                        ascii("STREAMS"),
                        key,
                        ascii(position.toString()));
                open.leave();
                take(open.read());
            }
        } catch (JedisDataException e) {
            if (!isUnblocked(e)) {
                refusals.lost(e);
            }
            throw e;
        } finally {
            line = null;
            reading = false;
            progress.lost();
            open.abort();
        }
    }

    /** Redis ends a read that waits when the server becomes a replica. That the node looks for the master is told elsewhere. */
    private static boolean isUnblocked(JedisDataException answer) {
        return answer.getMessage() != null && answer.getMessage().startsWith("UNBLOCKED");
    }

    /**
     * Finds where to read on. When Redis has lost its end of the stream, or all of it, new entries may have smaller
     * ids than those that have been read.
     */
    private void begin(RedisConnection open) {
        List<?> last = ask(open, Command.XREVRANGE, ascii("+"), ascii("-"));
        StreamId end = last.isEmpty() ? StreamId.ZERO : idOf(last.get(0));
        if (position == null) {
            end = last.isEmpty() ? mark(open) : end;
            position = end;
        } else if (end.compareTo(position) < 0) {
            LOG.log(Level.WARNING, "Redis has lost the end of the stream: messages of other nodes may be missing");
            position = end;
            missed.run();
        } else if (isGone(open)) {
            LOG.log(
                    Level.WARNING,
                    "This node was cut off for longer than the stream reaches back: messages of other nodes are missing");
            missed.run();
        }
        lateUpTo = end;
    }

    /**
     * Appends an entry of no namespace, which nobody reads, to a stream that is empty. It may have had entries: its id is after theirs, so
     * nobody takes this node for one that knows them.
     */
    private StreamId mark(RedisConnection open) {
        open.write(Command.XADD, key, ascii("*"), NAMESPACE, new byte[0]);
        open.leave();
        return StreamId.of((byte[]) open.read());
    }

    /** Whether the stream has given up the last entry that was read, and so perhaps some that follow it. */
    private boolean isGone(RedisConnection open) {
        byte[] id = ascii(position.toString());
        return !position.equals(StreamId.ZERO)
                && ask(open, Command.XRANGE, id, id).isEmpty();
    }

    /** The first entry of a range. */
    private List<?> ask(RedisConnection open, Command range, byte[] from, byte[] to) {
        open.write(range, key, from, to, ascii("COUNT"), ascii("1"));
        open.leave();
        return (List<?>) open.read();
    }

    private static StreamId idOf(Object entry) {
        return StreamId.of((byte[]) ((List<?>) entry).get(0));
    }

    private void take(Object said) {
        if (!(said instanceof List<?> streams)) {
            return;
        }
        for (Object stream : streams) {
            for (Object entry : (List<?>) ((List<?>) stream).get(1)) {
                StreamId id = idOf(entry);
                @SuppressWarnings("unchecked")
                List<byte[]> fields = (List<byte[]>) ((List<?>) entry).get(1);
                // Whatever becomes of it, it is not read again.
                position = id;
                readUpTo = id;
                received.incrementAndGet();
                hand(new StreamEntry(id, fields, id.compareTo(lateUpTo) <= 0));
            }
        }
        progress.reached(position);
    }

    private void hand(StreamEntry entry) {
        byte[] namespace = entry.find(NAMESPACE);
        MessageStream.Reader reader =
                namespace == null ? null : readers.get(new String(namespace, StandardCharsets.UTF_8));
        if (reader == null) {
            return;
        }
        try {
            reader.read(entry);
        } catch (MalformedMessageException e) {
            malformed.incrementAndGet();
            LOG.log(Level.DEBUG, "An entry is malformed: {0}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A message could not be delivered", e);
        }
    }

    /**
     * Leaves the connection if the node listens on another one now, perhaps to another server. Called by one thread, with
     * the number of the node's present connection.
     */
    void meet(long connection) {
        if (met != 0 && connection != met) {
            RedisConnection open = line;
            if (open != null) {
                open.abort();
            }
        }
        met = connection;
    }

    /** Ends the thread. */
    void close() {
        running = false;
        progress.close();
        RedisConnection open = line;
        if (open != null) {
            open.abort();
        }
    }
}
