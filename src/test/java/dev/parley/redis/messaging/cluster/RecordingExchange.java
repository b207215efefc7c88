package dev.parley.redis.messaging.cluster;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.LuaScript;
import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what is published and appended, and who is subscribed. There are three other nodes. */
public final class RecordingExchange implements MessageExchange, MessageStream {

    private final String node;
    private final MonotonicClock clock;
    private final List<Published> published = new ArrayList<>();
    private final List<ClusterListener> missed = new ArrayList<>();
    private final List<List<byte[]>> appended = new ArrayList<>();
    private final Map<String, MessageExchange.Reader> readers = new LinkedHashMap<>();
    private final Map<String, MessageStream.Reader> followers = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> confirmations = new LinkedHashMap<>();
    private final CompletableFuture<Void> readable = new CompletableFuture<>();
    private final List<Script> scripts = new ArrayList<>();
    private final CompletableFuture<Past> past = new CompletableFuture<>();
    private Optional<StreamId> position = Optional.empty();
    private CompletionStage<Boolean> caughtUp = CompletableFuture.completedStage(true);

    /** A message that has been published. */
    public record Published(String channel, byte[] message, boolean droppable) {

        public String text() {
            return new String(message, StandardCharsets.UTF_8);
        }
    }

    public RecordingExchange(String node, MonotonicClock clock) {
        this.node = node;
        this.clock = clock;
    }

    public List<Published> published() {
        return published;
    }

    public List<List<byte[]>> appended() {
        return appended;
    }

    public Map<String, MessageExchange.Reader> readers() {
        return readers;
    }

    public Map<String, MessageStream.Reader> followers() {
        return followers;
    }

    public Map<String, CompletableFuture<Void>> confirmations() {
        return confirmations;
    }

    /** Complete when the stream can be read. */
    public CompletableFuture<Void> readable() {
        return readable;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String key() {
        return "socket.io";
    }

    @Override
    public MonotonicClock clock() {
        return clock;
    }

    @Override
    public void publish(String channel, byte[] message, boolean droppable) {
        published.add(new Published(channel, message, droppable));
    }

    @Override
    public void tell(String channel, byte[] message) {
        throw new IllegalStateException("a bus speaks for its users");
    }

    @Override
    public CompletionStage<Void> subscribe(String channel, MessageExchange.Reader reader) {
        readers.put(channel, reader);
        return confirmations.computeIfAbsent(channel, name -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<Boolean> caughtUp(String channel, MessageExchange.Reader reader) {
        return subscribe(channel, reader).thenApply(done -> true);
    }

    @Override
    public void onMissed(ClusterListener listener) {
        missed.add(listener);
    }

    @Override
    public void offMissed(ClusterListener listener) {
        missed.remove(listener);
    }

    /** Who is told when messages may have been missed. */
    public List<ClusterListener> missed() {
        return missed;
    }

    @Override
    public void unsubscribe(String channel) {
        readers.remove(channel);
    }

    @Override
    public CompletionStage<Integer> others(String channel) {
        return CompletableFuture.completedStage(channel.equals("socket.io#/#") ? 3 : 0);
    }

    @Override
    public MessageStream stream() {
        return this;
    }

    @Override
    public void append(List<byte[]> fields) {
        appended.add(fields);
    }

    @Override
    public CompletionStage<Void> follow(String namespace, MessageStream.Reader reader) {
        followers.put(namespace, reader);
        return readable;
    }

    /** At once, or when what was given to {@link #behind} completes. */
    @Override
    public CompletionStage<Boolean> caughtUp() {
        return caughtUp;
    }

    /** The stream is not read as far as it goes until this completes. */
    public void behind(CompletableFuture<Boolean> until) {
        caughtUp = until;
    }

    @Override
    public CompletionStage<Past> past(String namespace, Duration window) {
        return past;
    }

    /** Complete when what was there before has been read. */
    public CompletableFuture<Past> past() {
        return past;
    }

    @Override
    public Optional<StreamId> position() {
        return position;
    }

    /** The stream has been read up to here. */
    public void position(StreamId now) {
        position = Optional.of(now);
    }

    @Override
    public CompletionStage<Object> run(LuaScript script, String key, List<String> arguments) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        scripts.add(new Script(script.text(), key, arguments, answer));
        return answer;
    }

    /** A script that waits for its answer. */
    public record Script(String text, String key, List<String> arguments, CompletableFuture<Object> answer) {}

    public List<Script> scripts() {
        return scripts;
    }

    @Override
    public CompletionStage<Void> settled() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void unfollow(String namespace) {
        followers.remove(namespace);
    }

    public void say(String channel, String message) throws MalformedMessageException {
        readers.get(channel).read(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public String lastChannel() {
        return published.get(published.size() - 1).channel();
    }
}
