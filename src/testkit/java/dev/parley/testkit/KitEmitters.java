package dev.parley.testkit;

import dev.parley.api.Emitter;
import dev.parley.events.declaration.NamespacePattern;
import dev.parley.events.emit.CommitQueue;
import dev.parley.events.emit.EmitServices;
import dev.parley.events.emit.NamespaceEmitter;
import dev.parley.events.emit.NamespaceSource;
import dev.parley.events.emit.UndeclaredEvents;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.Namespace;
import java.util.function.Function;

/** Makes emitters before there are beans; a namespace is looked for when something is sent. */
final class KitEmitters {

    private final EmitServices services;
    private final Function<String, Namespace> namespaces;

    KitEmitters(JsonBinding json, Function<String, Namespace> namespaces) {
        this.services = new EmitServices(json, CommitQueue.ofServer(), UndeclaredEvents.IGNORED);
        this.namespaces = namespaces;
    }

    EmitServices services() {
        return services;
    }

    Emitter emitter(String declared) {
        return new NamespaceEmitter(services, new Source(NamespacePattern.parse(declared), declared));
    }

    /** A name, or a pattern of which a name has yet to be chosen. */
    private final class Source implements NamespaceSource {

        private final NamespacePattern pattern;
        private final String name;

        Source(NamespacePattern pattern, String name) {
            this.pattern = pattern;
            this.name = name;
        }

        @Override
        public Namespace namespace() {
            if (!pattern.isName() && name.equals(pattern.text())) {
                throw new IllegalStateException(pattern + " is a pattern; choose a namespace with in(name) first");
            }
            return namespaces.apply(name);
        }

        @Override
        public String declaredName() {
            return pattern.text();
        }

        @Override
        public NamespaceSource in(String other) {
            if (pattern.match(other).isEmpty()) {
                throw new IllegalArgumentException(other + " is no namespace of " + pattern);
            }
            return new Source(pattern, other);
        }
    }
}
