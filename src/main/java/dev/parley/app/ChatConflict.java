package dev.parley.app;

import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.NamespaceDeclaration;
import java.util.List;
import java.util.stream.Stream;

/** The chat has the namespace {@code /} unless it is left out. */
final class ChatConflict {

    private static final String MAIN = "/";

    private ChatConflict() {}

    /**
     * A line if an application declares the chat's namespace.
     *
     * @param chat whether the node has the chat
     */
    static List<String> faults(List<NamespaceDeclaration> namespaces, boolean chat) {
        Stream<NamespaceDeclaration> main = namespaces.stream()
                .filter(namespace -> namespace.pattern().text().equals(MAIN));
        return chat ? main.map(ChatConflict::fault).toList() : List.of();
    }

    private static String fault(NamespaceDeclaration namespace) {
        String bean = namespace.handlers().stream()
                .map(HandlerDeclaration::bean)
                .map(EventBean::type)
                .map(Class::getName)
                .findFirst()
                .orElse("@SocketNamespace");
        return bean + ": the namespace / belongs to the chat. Give the class another namespace, or set"
                + " PARLEY_CHAT=false, which leaves the chat out.";
    }
}
