package dev.parley.redis.messaging.streams;

import dev.parley.redis.connection.LuaScript;
import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.socketio.adapter.SessionStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The sessions of a namespace in Redis: one hash for each, {@code key:session:namespace:pid}, with the fields {@code owner},
 * {@code node}, {@code generation} and {@code content}. Scripts compare node and generation with those of the caller before they
 * write, so a node that has lost a session writes nothing. The node whose session is claimed is told on a channel of its own,
 * {@code key#taken#node#namespace}. Both are Parley's own: servers of Node know neither.
 */
final class StreamSessions implements SessionStore {

    private static final LuaScript SAVE = LuaScript.of(StreamSessions.class, "session-save.lua");
    private static final LuaScript END = LuaScript.of(StreamSessions.class, "session-end.lua");
    private static final LuaScript CLAIM = LuaScript.of(StreamSessions.class, "session-claim.lua");

    private static final int CLAIMED_PARTS = 4;

    private final String node;
    private final String namespace;
    private final MessageExchange exchange;
    private final MessageStream stream;
    private final String key;
    private final String taken;

    StreamSessions(String namespace, MessageExchange exchange) {
        this.node = exchange.node();
        this.namespace = namespace;
        this.exchange = exchange;
        this.stream = exchange.stream();
        this.key = exchange.key() + ":session:" + namespace + ":";
        this.taken = exchange.key() + "#taken#";
    }

    private String channel() {
        return taken + node + '#' + namespace;
    }

    @Override
    public void open(Listener listener) {
        exchange.subscribe(channel(), message -> {
            String[] parts = new String(message, StandardCharsets.UTF_8).split(" ", -1);
            try {
                listener.taken(parts[1], Long.parseLong(parts[0]));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new MalformedMessageException("not a session that was taken");
            }
        });
    }

    @Override
    public void close() {
        exchange.unsubscribe(channel());
    }

    @Override
    public CompletionStage<Saved> save(Entry entry) {
        return run(
                        SAVE,
                        entry.pid(),
                        node,
                        Long.toString(entry.generation()),
                        entry.isNew() ? "1" : "0",
                        entry.owner(),
                        entry.content(),
                        millis(entry.lasting()))
                .thenApply(StreamSessions::saved);
    }

    private static Saved saved(Object answer) {
        if (answer.equals(1L)) {
            return Saved.DONE;
        }
        return answer.equals(2L) ? Saved.MISSING : Saved.TAKEN;
    }

    @Override
    public CompletionStage<Claim> claim(String pid, String owner, Duration lasting) {
        return run(CLAIM, pid, node, owner, millis(lasting), taken, "#" + namespace, pid)
                .thenApply(answer -> claim((List<?>) answer));
    }

    private static Claim claim(List<?> parts) {
        if (parts.size() < CLAIMED_PARTS) {
            return Claim.of(parts.isEmpty() ? Verdict.UNKNOWN : Verdict.OTHER_USER);
        }
        return new Claim(Verdict.CLAIMED, text(parts.get(1)), Long.parseLong(text(parts.get(2))), text(parts.get(3)));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static String millis(Duration lasting) {
        return Long.toString(Math.max(1, lasting.toMillis()));
    }

    @Override
    public void end(String pid, long generation) {
        run(END, pid, node, Long.toString(generation));
    }

    @Override
    public CompletionStage<Void> settled() {
        return stream.settled();
    }

    private CompletionStage<Object> run(LuaScript script, String pid, String... arguments) {
        return stream.run(script, key + pid, List.of(arguments));
    }
}
