package dev.parley.app;

import dev.parley.adminui.AdminUi;
import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.NamespaceDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parley has namespaces of its own, unless they are left out: {@code /} of the chat, {@code /admin} of the Admin UI. */
final class NamespaceConflict {

    private static final String MAIN = "/";

    private NamespaceConflict() {}

    /**
     * A line for each namespace of Parley that an application declares.
     *
     * @param chat whether the node has the chat
     * @param adminUi whether the node has the Admin UI
     */
    static List<String> faults(List<NamespaceDeclaration> namespaces, boolean chat, boolean adminUi) {
        List<String> faults = new ArrayList<>();
        if (chat) {
            declared(namespaces, MAIN)
                    .map(bean ->
                            bean + ": the namespace / belongs to the chat. Give the class another namespace, or set"
                                    + " PARLEY_CHAT=false, which leaves the chat out.")
                    .forEach(faults::add);
        }
        if (adminUi) {
            declared(namespaces, AdminUi.NAMESPACE)
                    .map(bean -> bean + ": the namespace /admin belongs to the Admin UI. Give the class another"
                            + " namespace, or set PARLEY_ADMIN_UI=off, which leaves the Admin UI out.")
                    .forEach(faults::add);
        }
        return faults;
    }

    /** The beans that declare a namespace. */
    private static Stream<String> declared(List<NamespaceDeclaration> namespaces, String name) {
        return namespaces.stream()
                .filter(namespace -> namespace.pattern().text().equals(name))
                .map(namespace -> namespace.handlers().stream()
                        .map(HandlerDeclaration::bean)
                        .map(EventBean::type)
                        .map(Class::getName)
                        .findFirst()
                        .orElse("@SocketNamespace"));
    }
}
