package dev.parley.events.document;

import dev.parley.events.declaration.NamespaceDeclaration;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Makes documents of what the beans declare: TypeScript for front ends, AsyncAPI for everybody. Thread-safe. The
 * declarations do not change, but each call reads them anew: documents are asked for rarely.
 */
public final class EventDocuments {

    private final List<NamespaceDeclaration> namespaces;

    /** Makes documents of these namespaces. */
    public EventDocuments(List<NamespaceDeclaration> namespaces) {
        this.namespaces = List.copyOf(namespaces);
    }

    /** The documents of one namespace, by its name or pattern as it is declared; without events if there is none. */
    public EventDocuments of(String pattern) {
        return new EventDocuments(namespaces.stream()
                .filter(namespace -> namespace.pattern().text().equals(pattern))
                .toList());
    }

    /** Whether there is no namespace. */
    public boolean isEmpty() {
        return namespaces.isEmpty();
    }

    /**
     * The types for a front end: {@code ClientToServerEvents} and {@code ServerToClientEvents}, in the form of the type
     * parameters of {@code socket.io-client}. Those of several namespaces are each in a TypeScript namespace, which has
     * the words of the name: {@code TenantsId} for {@code /tenants/{id}}.
     */
    public String typeScript() {
        Definitions definitions = new Definitions();
        return TypeScriptDocument.of(shapes(definitions), definitions);
    }

    /** The AsyncAPI 3.0 document. */
    public JsonObject asyncApi(DocumentInfo info) {
        Definitions definitions = new Definitions();
        return AsyncApiDocument.of(info, shapes(definitions), definitions);
    }

    private List<NamespaceShape> shapes(Definitions definitions) {
        NamespaceShapes shapes = new NamespaceShapes(definitions);
        return namespaces.stream().map(shapes::of).toList();
    }
}
