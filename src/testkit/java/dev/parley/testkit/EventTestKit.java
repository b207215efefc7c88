package dev.parley.testkit;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Emitter;
import dev.parley.chat.directory.PrivateRoomListener;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSettings;
import dev.parley.events.call.Backpressure;
import dev.parley.events.call.EventScope;
import dev.parley.events.call.EventServices;
import dev.parley.events.call.NamespaceHandlers;
import dev.parley.events.call.Tokens;
import dev.parley.events.declaration.DeclarationReader;
import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.emit.EventSocket;
import dev.parley.events.json.JsonBinding;
import dev.parley.limits.RateLimit;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import dev.parley.session.SessionServices;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.LocalAdapter;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Own events on the engine in memory, for unit tests:
 *
 * <pre>{@code
 * EventTestKit kit = new EventTestKit();
 * kit.add(new OrderDesk(book, kit.emitter("/orders")));
 * TestClient ada = kit.connect("/orders", kit.user("ada", "trader"), Map.of("book", "tea"));
 * Receipt receipt = ada.ask(Receipt.class, "order:place", new Order("tea", 10));
 * assertThat(ada.heard("order:placed", Receipt.class)).containsExactly(receipt);
 * }</pre>
 *
 * <p>Everything happens on the test's thread, at once: when a method returns, all is done that does not wait for time or for
 * a stage of the application. Time stands still until {@link #advance}. Beans are plain objects, so interceptors such as
 * {@code @Transactional} do nothing; with {@link #add(Class, Supplier)} a test passes beans of a container of its own, and
 * they do. The class path needs implementations of JSON-P, JSON-B and Jakarta Validation. Not thread-safe.
 */
public final class EventTestKit {

    private static final EngineSettings ENGINE =
            new EngineSettings(Duration.ofDays(10_000), Duration.ofDays(1), 1_000_000, 10_000_000);
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int MANY = 1_000_000_000;

    /** Making one takes the longest by far, and it keeps nothing of a test. */
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static final JsonBinding BINDING = new JsonBinding();

    private final KitTime time = new KitTime();
    private final List<EventBean> beans = new ArrayList<>();
    private final Map<String, AuthenticatedUser> signedIn = new HashMap<>();
    private final KitEmitters emitters = new KitEmitters(BINDING, this::namespace);
    private SocketServer sockets;
    private EngineServer engine;
    private List<NamespaceDeclaration> declarations;
    private final Map<String, Namespace> namespaces = new HashMap<>();

    /**
     * Adds a bean: a plain object whose class has the annotations.
     *
     * @throws IllegalStateException if a client has connected already
     */
    public EventTestKit add(Object bean) {
        return add(EventBean.of(bean));
    }

    /**
     * Adds a bean of a container, by its class and by what gives the reference on which it is called.
     *
     * @throws IllegalStateException if a client has connected already
     */
    public <T> EventTestKit add(Class<T> type, Supplier<? extends T> reference) {
        return add(new EventBean(type, reference::get));
    }

    private EventTestKit add(EventBean bean) {
        if (engine != null) {
            throw new IllegalStateException("a client has connected already; add all beans before");
        }
        beans.add(bean);
        return this;
    }

    /** The emitter of a namespace, or of the namespaces of a pattern, for beans that send. Works once they are added. */
    public Emitter emitter(String declared) {
        return emitters.emitter(declared);
    }

    /** A user with a token that is good for a day. */
    public AuthenticatedUser user(String id, String... roles) {
        return new AuthenticatedUser(id, id, Set.of(roles), time.instant().plus(LIFETIME));
    }

    /** Connects a client of a user. See {@link TestClient#refusal} for one that is refused. */
    public TestClient connect(String namespace, AuthenticatedUser user) {
        return connect(namespace, user, Map.of());
    }

    /**
     * Connects a client of a user.
     *
     * @param auth what is in the CONNECT beside the token, as JSON-B writes it: a map, or a record or bean
     * @throws dev.parley.events.declaration.DeclarationException if the beans declare what cannot work
     */
    public TestClient connect(String namespace, AuthenticatedUser user, Object auth) {
        start();
        signedIn.put(user.id(), user);
        JsonObject payload = JSON.createObjectBuilder((JsonObject) BINDING.toJson(auth))
                .add("token", user.id())
                .build();
        return client(namespace, payload);
    }

    /** Connects a client without a token, for an {@link dev.parley.api.Anonymous} namespace. */
    public TestClient connectAnonymously(String namespace) {
        start();
        return client(namespace, JsonObject.EMPTY_JSON_OBJECT);
    }

    private TestClient client(String namespace, JsonObject auth) {
        // As a server makes the namespaces of a pattern, for their first client.
        boolean known = declarations.stream()
                .anyMatch(declaration -> declaration.pattern().match(namespace).isPresent());
        if (known) {
            namespace(namespace);
        }
        return new TestClient(engine, BINDING, namespace, auth);
    }

    /** Lets time pass, and runs what falls due: time-outs of acknowledgements, the expiry of tokens. */
    public void advance(Duration by) {
        time.advance(by);
    }

    private void start() {
        if (engine != null) {
            return;
        }
        declarations = DeclarationReader.read(beans);
        sockets = new SocketServer(
                new SocketSettings(Duration.ofSeconds(45)), time.timers(), Runnable::run, name -> new LocalAdapter());
        engine = new EngineServer(ENGINE, time, time.timers(), Runnable::run, sockets);
    }

    private Namespace namespace(String name) {
        start();
        Namespace known = namespaces.get(name);
        if (known != null) {
            return known;
        }
        NamespaceDeclaration declaration = declarations.stream()
                .filter(candidate -> candidate.pattern().match(name).isPresent())
                // A name goes before a pattern.
                .min((one, other) ->
                        Boolean.compare(other.pattern().isName(), one.pattern().isName()))
                .orElseThrow(() -> new IllegalArgumentException("no bean declares the namespace " + name));
        Namespace made = sockets.of(name);
        namespaces.put(name, made);
        made.guard(request -> admit(declaration, request)).listen(new PrivateRoomListener());
        new NamespaceHandlers(declaration, services(declaration))
                .install(made, declaration.pattern().match(name).orElseThrow());
        return made;
    }

    private CompletionStage<ConnectDecision> admit(NamespaceDeclaration declaration, ConnectRequest request) {
        AuthenticatedUser user = signedIn.get(request.auth().getString("token", ""));
        if (user == null && !declaration.anonymous()) {
            return CompletableFuture.completedStage(new ConnectDecision.Refused("This needs a token", null));
        }
        return CompletableFuture.completedStage(
                user == null ? ConnectDecision.ADMITTED : ConnectDecision.Admitted.with(SocketUser.KEY, user));
    }

    private EventServices services(NamespaceDeclaration declaration) {
        String declared = declaration.pattern().text();
        return new EventServices(
                Runnable::run,
                VALIDATOR,
                BINDING,
                EventScope.NONE,
                Tokens.NONE,
                socket -> EventSocket.of(socket, declared, emitters.services()),
                Backpressure.NONE,
                error -> {},
                new SessionServices(
                        new RateLimit("events", MANY, Duration.ofMinutes(1), 1000, time::nanos),
                        token -> CompletableFuture.completedStage(
                                new VerificationResult.Rejected(RejectionReason.BAD_SIGNATURE)),
                        (delay, socket, task) -> time.timers().schedule(delay, () -> socket.execute(task)),
                        time,
                        time));
    }
}
