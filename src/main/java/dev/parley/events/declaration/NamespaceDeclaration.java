package dev.parley.events.declaration;

import dev.parley.api.AuthenticatedUser;
import dev.parley.security.Access;
import java.util.List;
import java.util.Optional;

/**
 * A namespace, or the namespaces of a pattern, with all that its beans declare.
 *
 * @param pattern the name or the pattern
 * @param anonymous whether clients without a token may connect
 * @param access who may connect: each rule must permit
 * @param handlers the handlers of the namespace's beans, those of one kind in the order of the classes' names
 * @param generalErrorHandlers the {@code @OnError} methods of beans without a namespace
 * @param emits the events that the server sends, in the order of their names
 */
public record NamespaceDeclaration(
        NamespacePattern pattern,
        boolean anonymous,
        List<Access> access,
        List<HandlerDeclaration> handlers,
        List<HandlerDeclaration> generalErrorHandlers,
        List<EmittedEvent> emits) {

    /** Copies the lists. */
    public NamespaceDeclaration {
        access = List.copyOf(access);
        handlers = List.copyOf(handlers);
        generalErrorHandlers = List.copyOf(generalErrorHandlers);
        emits = List.copyOf(emits);
    }

    /** The handlers of one kind. */
    public List<HandlerDeclaration> handlers(HandlerKind kind) {
        return handlers.stream().filter(handler -> handler.kind() == kind).toList();
    }

    /** Whether all rules let a user connect; empty for somebody who has not signed in. */
    public boolean admits(Optional<AuthenticatedUser> user) {
        return (anonymous || user.isPresent()) && access.stream().allMatch(rule -> rule.permits(user));
    }
}
