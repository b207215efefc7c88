package dev.parley.events.emit;

import dev.parley.socketio.Namespace;

/** Gives an emitter its namespace, when it needs it: an emitter may be injected before the server has started. Thread-safe. */
public interface NamespaceSource {

    /**
     * The namespace.
     *
     * @throws IllegalStateException if the server has not started, or if this is a pattern and no namespace of it has
     *     been chosen; the message says what to do
     */
    Namespace namespace();

    /** The name or the pattern by which the beans have declared the namespace. */
    String declaredName();

    /**
     * The source of another namespace of the same pattern; for a namespace that is no pattern's, only of itself.
     *
     * @throws IllegalArgumentException if the name does not match
     */
    NamespaceSource in(String name);

    /** The source of a namespace that is there, and that was declared by a name or pattern. */
    static NamespaceSource of(Namespace namespace, String declaredName) {
        return new NamespaceSource() {
            @Override
            public Namespace namespace() {
                return namespace;
            }

            @Override
            public String declaredName() {
                return declaredName;
            }

            @Override
            public NamespaceSource in(String name) {
                if (name.equals(namespace.name())) {
                    return this;
                }
                throw new IllegalArgumentException(
                        "this is the emitter of " + namespace.name() + ", which has no namespace " + name);
            }
        };
    }
}
