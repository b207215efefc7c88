package dev.parley.chat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import dev.parley.chat.directory.LocalDirectory;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.history.MessageHistory;
import dev.parley.idempotency.Idempotency;
import dev.parley.idempotency.IdempotencySettings;
import dev.parley.idempotency.SharedKeys;
import dev.parley.limits.RateLimit;
import dev.parley.presence.LocalPresence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceLookup;
import dev.parley.presence.WallClock;
import dev.parley.security.GoodToken;
import dev.parley.security.RejectionReason;
import dev.parley.security.RoomRules;
import dev.parley.security.VerificationResult;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.codec.Timestamps;
import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoverableAdapter;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoverySettings;
import jakarta.json.JsonString;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * A whole server with the chat on it, from the transports up; only its time, its transports and its tokens belong to the
 * test. A token is a word to which the test has given a meaning.
 */
public final class TestChat {

    static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    /** How long the tokens of clients are good. */
    static final Duration LIFETIME = Duration.ofHours(1);

    /** Clients that never have to answer a ping, because tests let hours pass. */
    private static final EngineSettings ENGINE =
            new EngineSettings(Duration.ofDays(10_000), Duration.ofDays(1), 1_000_000, 10_000_000);

    private final ManualTime time = new ManualTime();
    private final WallClock wall = new WallClock(time);
    private final Map<String, AuthenticatedUser> tokens = new HashMap<>();
    private ChatSettings settings = ChatSettings.DEFAULT;
    private RoomAccessPolicy policy = RoomRules.parse("*=**");
    private Executor policyThreads;
    private TokenVerification verification = this::verify;
    private PresenceDirectory presence = new LocalPresence(wall);
    private SharedKeys keys = SharedKeys.NONE;
    private MessageHistory history = MessageHistory.OFF;
    private Executor executor = new DirectExecutor();
    private Supplier<Adapter> adapters = LocalAdapter::new;
    private final List<ErrorCode> errors = new CopyOnWriteArrayList<>();
    private int maxEvents = 1_000_000;
    private boolean isConnectAnswered = true;
    private EngineServer engine;
    private Namespace namespace;
    private Chat chat;

    TestChat with(ChatSettings other) {
        settings = other;
        return this;
    }

    TestChat withPolicy(RoomAccessPolicy other) {
        policy = other;
        return this;
    }

    /** A policy that is asked on these threads. */
    TestChat withPolicy(Executor threads, RoomAccessPolicy other) {
        policy = other;
        policyThreads = threads;
        return this;
    }

    private RoomAdmission admission() {
        return policyThreads == null ? RoomAdmission.atOnce(policy) : RoomAdmission.on(policyThreads, policy);
    }

    TestChat withTokens(TokenVerification other) {
        verification = other;
        return this;
    }

    TestChat with(PresenceDirectory other) {
        presence = other;
        return this;
    }

    /** As one of several nodes that share the names of messages. */
    TestChat with(SharedKeys other) {
        keys = other;
        return this;
    }

    /** Keeps the last messages of rooms. */
    TestChat with(MessageHistory other) {
        history = other;
        return this;
    }

    private Idempotency idempotency() {
        return new Idempotency(
                IdempotencySettings.within(IdempotencySettings.DEFAULT_WINDOW),
                keys,
                time.clock(),
                time.timers(),
                new DirectExecutor(),
                wall);
    }

    TestChat withExecutor(Executor other) {
        executor = other;
        return this;
    }

    /** As one of several nodes. */
    public TestChat onBus(ClusterBus bus) {
        adapters = () -> new ClusterAdapter(bus, time.timers(), new DirectExecutor());
        return this;
    }

    /** Clients may come back to it for a time. */
    public TestChat recovering(Duration window) {
        adapters = () -> new RecoverableAdapter(
                new LocalAdapter(),
                new NamespaceRecovery(new RecoverySettings(window, 1_000_000), time.clock(), RecoveryObserver.NONE));
        return this;
    }

    /** So many events in a minute for each user. */
    public TestChat withMaxEvents(int max) {
        maxEvents = max;
        return this;
    }

    /** A client of a user, with roles. */
    public ChatClient joins(String user, String... roles) {
        return joins(user, LIFETIME, roles);
    }

    /** A client whose token is good for a while. */
    public ChatClient joins(String user, Duration lifetime, String... roles) {
        String expiresAt = wall.instant().plus(lifetime).toString();
        String auth =
                "{'user':'" + user + "','roles':'" + String.join(" ", roles) + "','expiresAt':'" + expiresAt + "'}";
        return open(auth);
    }

    /** A client that the guard lets in without saying who it is. */
    public ChatClient joinsUnknown() {
        return open("{}");
    }

    private ChatClient open(String auth) {
        RecordingTransport transport = RecordingTransport.webSocket();
        EngineSession session = engine().open(TestEngine.handshake(), transport);
        ChatClient client = new ChatClient(session, transport, auth);
        return isConnectAnswered ? client.told() : client;
    }

    /** A client of a user that has asked to be let in, and perhaps waits for the answer. */
    ChatClient arrives(String user) {
        isConnectAnswered = false;
        try {
            return joins(user);
        } finally {
            isConnectAnswered = true;
        }
    }

    /** The presence of users, as REST and applications see it. */
    PresenceLookup lookup() {
        engine();
        return chat.presence();
    }

    /** Gives a meaning to a token. */
    AuthenticatedUser token(String token, String user, Duration lifetime, String... roles) {
        AuthenticatedUser meant =
                new AuthenticatedUser(user, user, Set.of(roles), wall.instant().plus(lifetime));
        tokens.put(token, meant);
        return meant;
    }

    /** The errors that clients have been told of. */
    List<ErrorCode> errors() {
        return errors;
    }

    public ManualTime time() {
        return time;
    }

    public WallClock wall() {
        return wall;
    }

    public PresenceDirectory presence() {
        return presence;
    }

    public Namespace namespace() {
        engine();
        return namespace;
    }

    public RoomDirectory rooms() {
        engine();
        return chat.rooms();
    }

    MessagePublisher publisher() {
        engine();
        return chat.publisher();
    }

    HistoryReader historyReader() {
        engine();
        return chat.history();
    }

    CheckedPublisher checkedPublisher() {
        engine();
        return chat.checkedPublisher();
    }

    /** The directory of this node, whose name is {@code here}. */
    public LocalDirectory directory() {
        return new LocalDirectory(namespace(), rooms(), new NodeId("here"));
    }

    /** A client of a user that says something of itself: the text of a JSON value. */
    public ChatClient joinsSaying(String user, String metadata) {
        return open(auth(user, metadata));
    }

    private String auth(String user, String metadata) {
        return "{'user':'" + user + "','roles':'','expiresAt':'"
                + wall.instant().plus(LIFETIME) + "','metadata':" + metadata + "}";
    }

    public Socket socket(ChatClient client) {
        return namespace().socket(client.sid()).orElseThrow();
    }

    /** What the contract's clock shows. */
    String now() {
        return Timestamps.text(wall.instant());
    }

    /** The engine, for whoever has transports of its own. */
    public synchronized EngineServer engine() {
        if (engine == null) {
            SocketServer server = new SocketServer(
                    new SocketSettings(Duration.ofSeconds(45)),
                    time.timers(),
                    new DirectExecutor(),
                    name -> adapters.get());
            RateLimit limit = new RateLimit(
                    "events",
                    maxEvents,
                    Duration.ofMinutes(1),
                    1000,
                    () -> time.clock().nanos());
            namespace = server.of("/").guard(TestChat::admit);
            chat = new ChatApplication(
                            settings,
                            new ChatDependencies(
                                    VALIDATOR,
                                    admission(),
                                    limit,
                                    presence,
                                    idempotency(),
                                    history,
                                    verification,
                                    errors::add),
                            new ChatTime(time.timers(), executor, time.clock(), wall))
                    .install(namespace);
            engine = new EngineServer(ENGINE, time.clock(), time.timers(), new DirectExecutor(), server);
        }
        return engine;
    }

    private static CompletionStage<ConnectDecision> admit(ConnectRequest request) {
        if (!(request.auth().get("user") instanceof JsonString user)) {
            return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        }
        Set<String> roles =
                new HashSet<>(Set.of(request.auth().getString("roles").split(" ")));
        Instant expiresAt = Instant.parse(request.auth().getString("expiresAt"));
        AuthenticatedUser meant = new AuthenticatedUser(user.getString(), user.getString(), roles, expiresAt);
        return CompletableFuture.completedStage(ConnectDecision.Admitted.with(SocketUser.KEY, meant));
    }

    private CompletionStage<VerificationResult> verify(String token) {
        AuthenticatedUser meant = tokens.get(token);
        return CompletableFuture.completedStage(
                meant == null ? new VerificationResult.Rejected(RejectionReason.BAD_SIGNATURE) : GoodToken.of(meant));
    }
}
