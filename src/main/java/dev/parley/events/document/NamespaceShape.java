package dev.parley.events.document;

import dev.parley.events.declaration.NamespacePattern;
import java.util.List;

/**
 * The events of a namespace, in both directions.
 *
 * @param pattern the namespace's name, perhaps with parameters
 * @param identifier a name for programs, which no other namespace of the document has
 * @param fromClients the events that clients send
 * @param toClients the events that the server sends
 */
record NamespaceShape(
        NamespacePattern pattern, String identifier, List<EventShape> fromClients, List<EventShape> toClients) {

    /** Copies the lists. */
    NamespaceShape {
        fromClients = List.copyOf(fromClients);
        toClients = List.copyOf(toClients);
    }
}
