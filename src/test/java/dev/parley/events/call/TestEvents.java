package dev.parley.events.call;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.ErrorObserver;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.events.declaration.DeclarationReader;
import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.emit.CommitQueue;
import dev.parley.events.emit.EmitServices;
import dev.parley.events.emit.EventSocket;
import dev.parley.events.emit.UndeclaredEvents;
import dev.parley.events.json.JsonBinding;
import dev.parley.limits.RateLimit;
import dev.parley.presence.WallClock;
import dev.parley.security.GoodToken;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import dev.parley.session.SessionServices;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketQuota;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.LocalAdapter;
import jakarta.json.JsonString;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** A whole server with own events on it, from the transports up; only its time and its transports belong to the test. */
final class TestEvents {

    static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    static final JsonBinding JSON = new JsonBinding();

    private static final EmitServices EMIT = new EmitServices(JSON, CommitQueue.ofServer(), UndeclaredEvents.IGNORED);

    /** How long the tokens of clients are good. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final EngineSettings ENGINE =
            new EngineSettings(Duration.ofDays(10_000), Duration.ofDays(1), 1_000_000, 10_000_000);

    private final List<EventBean> beans;
    private final ManualTime time = new ManualTime();
    private final WallClock wall = new WallClock(time);
    private final Map<String, AuthenticatedUser> tokens = new HashMap<>();
    private final List<ErrorCode> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger applicationErrors = new AtomicInteger();
    private final List<String> flow = new CopyOnWriteArrayList<>();
    private Executor blocking = new DirectExecutor();
    private EventScope scope = EventScope.NONE;
    private SocketQuota quota = SocketQuota.NONE;
    private String name = "/";
    private int maxEvents = 1_000_000;
    private EngineServer engine;
    private SocketServer server;

    /** A server with beans that share one namespace, or belong to none. */
    TestEvents(Object... beans) {
        this.beans = Stream.of(beans).map(EventBean::of).toList();
    }

    TestEvents withBlocking(Executor other) {
        blocking = other;
        return this;
    }

    TestEvents within(EventScope other) {
        scope = other;
        return this;
    }

    TestEvents withQuota(SocketQuota other) {
        quota = other;
        return this;
    }

    /** The namespace in which the handlers are installed; otherwise the main one. */
    TestEvents in(String other) {
        name = other;
        return this;
    }

    TestEvents withMaxEvents(int max) {
        maxEvents = max;
        return this;
    }

    ManualTime time() {
        return time;
    }

    /** The errors that clients have been told of. */
    List<ErrorCode> errors() {
        return errors;
    }

    /** How many errors with a code of the beans' own clients have been told of. */
    int applicationErrors() {
        return applicationErrors.get();
    }

    /** The calls of {@code pause} and {@code resume}. */
    List<String> flow() {
        return flow;
    }

    /** Gives a meaning to a token. */
    void token(String token, AuthenticatedUser user) {
        tokens.put(token, user);
    }

    AuthenticatedUser user(String id, Duration lifetime, String... roles) {
        return new AuthenticatedUser(id, id, Set.of(roles), wall.instant().plus(lifetime));
    }

    Namespace namespace() {
        engine();
        return server.of(name);
    }

    Socket socket(EventClient client) {
        return namespace().socket(client.sid()).orElseThrow();
    }

    /** A client of a user. */
    EventClient joins(String user, String... roles) {
        EventClient client = arrives("'user':'" + user + "','roles':'" + String.join(" ", roles) + "'");
        client.sid();
        return client;
    }

    /** A client that asks to be let in; takes the members of its {@code auth} payload. */
    EventClient arrives(String auth) {
        RecordingTransport transport = RecordingTransport.webSocket();
        return new EventClient(engine().open(TestEngine.handshake(), transport), transport, name, auth);
    }

    /** The handlers, prepared. */
    NamespaceHandlers handlers() {
        NamespaceDeclaration declaration = DeclarationReader.read(beans).get(0);
        return new NamespaceHandlers(declaration, services());
    }

    EventServices services() {
        RateLimit limit = new RateLimit(
                "events",
                maxEvents,
                Duration.ofMinutes(1),
                1000,
                () -> time.clock().nanos());
        return new EventServices(
                blocking,
                VALIDATOR,
                JSON,
                scope,
                Tokens.NONE,
                socket -> EventSocket.of(socket, name, EMIT),
                new Backpressure() {
                    @Override
                    public void pause(Socket socket) {
                        flow.add("pause");
                    }

                    @Override
                    public void resume(Socket socket) {
                        flow.add("resume");
                    }
                },
                new ErrorObserver() {
                    @Override
                    public void told(ErrorCode code) {
                        errors.add(code);
                    }

                    @Override
                    public void toldByApplication() {
                        applicationErrors.incrementAndGet();
                    }
                },
                new SessionServices(
                        limit,
                        this::verify,
                        (delay, socket, task) -> time.timers().schedule(delay, () -> socket.execute(task)),
                        time.clock(),
                        wall));
    }

    synchronized EngineServer engine() {
        if (engine == null) {
            server = new SocketServer(
                    new SocketSettings(Duration.ofSeconds(45)),
                    time.timers(),
                    new DirectExecutor(),
                    namespace -> new LocalAdapter());
            NamespaceDeclaration declaration = DeclarationReader.read(beans).get(0);
            Namespace namespace = server.of(name).guard(this::admit).limit(quota);
            handlers().install(namespace, declaration.pattern().match(name).orElseThrow());
            engine = new EngineServer(ENGINE, time.clock(), time.timers(), new DirectExecutor(), server);
        }
        return engine;
    }

    private CompletionStage<ConnectDecision> admit(ConnectRequest request) {
        if (!(request.auth().get("user") instanceof JsonString user)) {
            return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        }
        Set<String> roles = Set.of(request.auth().getString("roles", "").split(" "));
        Instant expiresAt = wall.instant().plus(LIFETIME);
        AuthenticatedUser meant = new AuthenticatedUser(user.getString(), user.getString(), roles, expiresAt);
        return CompletableFuture.completedStage(ConnectDecision.Admitted.with(SocketUser.KEY, meant));
    }

    private CompletionStage<VerificationResult> verify(String token) {
        return CompletableFuture.completedStage(Optional.ofNullable(tokens.get(token))
                .<VerificationResult>map(GoodToken::of)
                .orElseGet(() -> new VerificationResult.Rejected(RejectionReason.BAD_SIGNATURE)));
    }
}
