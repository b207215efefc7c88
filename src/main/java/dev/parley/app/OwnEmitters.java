package dev.parley.app;

import dev.parley.api.Emitter;
import dev.parley.events.declaration.EmittedEvent;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.emit.CommitQueue;
import dev.parley.events.emit.EmitServices;
import dev.parley.events.emit.EventSocket;
import dev.parley.events.emit.NamespaceEmitter;
import dev.parley.events.emit.NamespaceSource;
import dev.parley.events.emit.UndeclaredEvents;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the emitters of own namespaces, and what handlers get for a socket. */
final class OwnEmitters implements EventNamespaces.EmitterFactory {

    private final EmitServices services;

    /**
     * Shares one queue for transactions among all namespaces.
     *
     * @param warning whether an event that is sent and not declared is logged
     */
    OwnEmitters(JsonBinding json, List<NamespaceDeclaration> namespaces, boolean warning) {
        services = new EmitServices(
                json, CommitQueue.ofServer(), warning ? undeclared(namespaces) : UndeclaredEvents.IGNORED);
    }

    private static UndeclaredEvents undeclared(List<NamespaceDeclaration> namespaces) {
        Map<String, Set<String>> declared = new HashMap<>();
        namespaces.forEach(namespace -> declared.put(
                namespace.pattern().text(),
                namespace.emits().stream().map(EmittedEvent::name).collect(Collectors.toSet())));
        return new UndeclaredEvents(declared);
    }

    /** Makes what handlers of a namespace get for a socket. */
    Function<Socket, dev.parley.api.Socket> sockets(NamespaceDeclaration declaration) {
        String name = declaration.pattern().text();
        return socket -> EventSocket.of(socket, name, services);
    }

    @Override
    public Emitter emitter(OwnNamespace namespace, SocketServer server) {
        String text = namespace.declaration().pattern().text();
        return new NamespaceEmitter(
                services,
                namespace.declaration().pattern().isName()
                        ? NamespaceSource.of(server.of(text), text)
                        : new OfPattern(namespace, text, server));
    }

    /** The emitter of a pattern sends to nobody until a namespace has been chosen. */
    private record OfPattern(OwnNamespace pattern, String declaredName, SocketServer server)
            implements NamespaceSource {

        @Override
        public Namespace namespace() {
            throw new IllegalStateException(
                    declaredName + " is a pattern. Choose one of its namespaces with in(name) before you send.");
        }

        @Override
        public NamespaceSource in(String name) {
            if (pattern.match(name).isEmpty()) {
                throw new IllegalArgumentException(name + " is no namespace of the pattern " + declaredName);
            }
            return new Chosen(this, name);
        }
    }

    /** One namespace of a pattern, which is made on this node when something is sent. */
    private record Chosen(OfPattern pattern, String name) implements NamespaceSource {

        @Override
        public Namespace namespace() {
            return pattern.server()
                    .find(name)
                    .orElseThrow(() -> new IllegalStateException("There are too many namespaces on this node, so that "
                            + name + " cannot be used; PARLEY_MAX_NAMESPACES limits them."));
        }

        @Override
        public String declaredName() {
            return pattern.declaredName();
        }

        @Override
        public NamespaceSource in(String other) {
            return pattern.in(other);
        }
    }
}
