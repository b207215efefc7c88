package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.LuaScript;
import dev.parley.redis.connection.OutageLog;
import dev.parley.socketio.adapter.StreamId;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** The {@link MessageStream} of a node: appended to by its publisher, and read by a connection of its own. */
final class RedisMessageStream implements MessageStream {

    private static final Logger LOG = System.getLogger(RedisMessageStream.class.getName());

    private final RedisPublisher publisher;
    private final OutageLog refusals;
    private final RedisStream read;
    /** What each XADD begins with: the stream, its length and an id that Redis makes. */
    private final List<byte[]> beginning;

    RedisMessageStream(String key, RedisPublisher publisher, RedisStream read, MonotonicClock clock) {
        this.refusals = new OutageLog(
                LOG,
                clock,
                "Redis does not keep what sessions are, and clients are not recovered",
                "Redis keeps what sessions are again");
        this.publisher = publisher;
        this.read = read;
        this.beginning = List.of(utf8(key), utf8("MAXLEN"), utf8("~"), utf8(Integer.toString(LENGTH)), utf8("*"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void append(List<byte[]> fields) {
        List<byte[]> arguments = new ArrayList<>(beginning);
        arguments.addAll(fields);
        publisher.append(arguments.toArray(byte[][]::new));
    }

    @Override
    public CompletionStage<Void> follow(String namespace, Reader reader) {
        return read.follow(namespace, reader);
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        return read.caughtUp();
    }

    @Override
    public CompletionStage<Past> past(String namespace, Duration window) {
        return read.past(namespace, window);
    }

    @Override
    public Optional<StreamId> position() {
        return read.position();
    }

    @Override
    public CompletionStage<Object> run(LuaScript script, String key, List<String> arguments) {
        List<byte[]> all = new ArrayList<>(List.of(utf8(script.text()), utf8("1"), utf8(key)));
        arguments.forEach(argument -> all.add(utf8(argument)));
        return publisher
                .ask(Command.EVAL, all.toArray(byte[][]::new))
                .whenComplete((answer, failure) -> report(script, failure));
    }

    /** That Redis is away is told elsewhere. */
    private void report(LuaScript script, Throwable failure) {
        if (failure == null) {
            refusals.well();
        } else if (failure instanceof JedisDataException refusal) {
            refusals.lost(script.explained(refusal));
        }
    }

    @Override
    public CompletionStage<Void> settled() {
        return publisher.delivered();
    }

    @Override
    public void unfollow(String namespace) {
        read.unfollow(namespace);
    }
}
