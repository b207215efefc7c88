package dev.parley.app;

import dev.parley.api.Emitter;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NamespaceDirectories;
import dev.parley.events.declaration.NamespacePattern;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.NamespaceLookup;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.DeliveryObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The namespaces of own events on this node: those that are declared by name, and those of patterns. Thread-safe. */
final class EventNamespaces implements NamespaceLookup, NamespaceDirectories {

    /** A longer name is no name. The protocol allows more. */
    private static final int MAX_NAME = 256;

    private final Map<String, OwnNamespace> named = new HashMap<>();
    private final List<OwnNamespace> patterns;
    private final OwnNamespace.Surroundings node;
    private final EmitterFactory emitterFactory;
    private final Map<String, Emitter> emitters = new HashMap<>();
    private final Map<String, ClusterDirectory> directories = new HashMap<>();
    private SocketServer server;

    /** Makes the emitters of namespaces. */
    interface EmitterFactory {

        /** The emitter of a declared namespace, or of a declared pattern. */
        Emitter emitter(OwnNamespace namespace, SocketServer server);
    }

    EventNamespaces(List<OwnNamespace> declared, OwnNamespace.Surroundings node, EmitterFactory emitterFactory) {
        this.patterns = declared.stream()
                .filter(namespace -> !namespace.declaration().pattern().isName())
                .toList();
        declared.stream()
                .filter(namespace -> namespace.declaration().pattern().isName())
                .forEach(namespace -> named.put(pattern(namespace).text(), namespace));
        this.node = node;
        this.emitterFactory = emitterFactory;
    }

    private static NamespacePattern pattern(OwnNamespace namespace) {
        return namespace.declaration().pattern();
    }

    /**
     * Installs the namespaces in a server. Called once, before the first client connects and before any other method is
     * called but {@link #deliveries}.
     *
     * @param max the maximum number of namespaces of patterns
     */
    void install(SocketServer into, int max) {
        server = into;
        named.forEach((name, own) -> {
            Namespace namespace = into.of(name);
            directories.put(name, own.setUp(namespace, Map.of(), node));
            emitters.put(name, emitterFactory.emitter(own, into));
        });
        patterns.forEach(own -> emitters.put(pattern(own).text(), emitterFactory.emitter(own, into)));
        if (!patterns.isEmpty()) {
            into.onDemand(this, max);
        }
    }

    /** Whether a bean declares a namespace by this name, and not by a pattern. */
    boolean isNamed(String name) {
        return named.containsKey(name);
    }

    /** The observer of the deliveries in a namespace; {@code otherwise} if it is not an own one. */
    DeliveryObserver deliveries(String name, DeliveryObserver otherwise) {
        return Optional.ofNullable(named.get(name))
                .or(() -> patternOf(name))
                .<DeliveryObserver>map(OwnNamespace::meters)
                .orElse(otherwise);
    }

    /** The declared pattern of a name; empty if there is none, or if a handler cannot take the name's parts. */
    private Optional<OwnNamespace> patternOf(String name) {
        return patterns.stream()
                .filter(pattern -> pattern.match(name).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Consumer<Namespace>> find(String name) {
        return isSound(name)
                ? patternOf(name)
                        .map(pattern -> namespace ->
                                pattern.setUp(namespace, pattern.match(name).orElseThrow(), node))
                : Optional.empty();
    }

    private static boolean isSound(String name) {
        return name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    /** The rooms of a namespace of a pattern have no creation time: it would have to outlive the namespace. */
    @Override
    public Optional<ClusterDirectory> of(String name) {
        ClusterDirectory known = directories.get(name);
        if (known != null || !isSound(name)) {
            return Optional.ofNullable(known);
        }
        return patternOf(name)
                .flatMap(pattern -> server.find(name).map(namespace -> pattern.directory(namespace, node)));
    }

    /**
     * Lets no client into a namespace that no bean declares. Without the chat, the nodes still use the main namespace to
     * talk to each other.
     */
    void closeUnlessDeclared(Namespace namespace) {
        if (!named.containsKey(namespace.name())) {
            namespace.guard(request ->
                    CompletableFuture.completedStage(new ConnectDecision.Refused("Invalid namespace", null)));
        }
    }

    /** The emitter for the name or pattern of a declared namespace. */
    Emitter emitter(String text) {
        return Optional.ofNullable(emitters.get(text))
                .orElseThrow(() -> new IllegalArgumentException("No bean declares the namespace " + text));
    }
}
