package dev.parley.admin;

import dev.parley.quirk.ServerQuirk;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/** Makes the OpenAPI document what {@code openapi.yaml} says, where a server adds something or leaves something out. */
@ServerQuirk(
        server = "all",
        what =
                "Payara puts a list of endpoints into the OpenAPI document, for pages of its own; the others leave out that"
                        + " a body is required.")
public final class ApiDocumentFilter implements OASFilter {

    /**
     * Empties the endpoints: the class of Payara's document has a field for them, and an empty field is not written.
     * Other servers have no such field.
     */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        try {
            document.getClass().getMethod("setEndpoints", Map.class).invoke(document, new TreeMap<>());
        } catch (ReflectiveOperationException e) {
            // Another server, or a version of Payara without endpoints.
        }
    }

    /** Each body that the document describes is required. */
    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        body.setRequired(true);
        return body;
    }
}
