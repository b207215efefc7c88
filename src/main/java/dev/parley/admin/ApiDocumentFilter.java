package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.quirk.ServerQuirk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Describes the resources below the paths that clients see, without {@link ResourceRoot}. And removes from the OpenAPI
 * document what Payara adds and what is not part of OpenAPI: the regular expressions of JAX-RS in paths, and the list
 * {@code endpoints}.
 */
@ServerQuirk(
        server = "Payara",
        what = "It puts regular expressions of paths and a list of endpoints into the OpenAPI document.")
public final class ApiDocumentFilter implements OASFilter {

    private static final Pattern TEMPLATE = Pattern.compile("\\{(\\w+): [^}]*}");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, PathItem> paths = new LinkedHashMap<>();
        document.getPaths().getPathItems().forEach((path, item) -> paths.put(plain(path), item));
        document.getPaths().setPathItems(paths);
        withoutEndpoints(document);
    }

    /**
     * Empties the endpoints. Payara's document class has a field for them, for Payara's own pages; an empty field is
     * not written.
     */
    private static void withoutEndpoints(OpenAPI document) {
        try {
            document.getClass().getMethod("setEndpoints", Map.class).invoke(document, new TreeMap<>());
        } catch (ReflectiveOperationException e) {
            // Another server, or a version of Payara without endpoints.
        }
    }

    static String plain(String path) {
        return TEMPLATE.matcher(withoutRoot(path)).replaceAll("{$1}");
    }

    /** The path below {@code /api}, below whichever JAX-RS application the server has found the resource. */
    private static String withoutRoot(String path) {
        int root = path.indexOf(ResourceRoot.PATH);
        if (root < 0) {
            return path;
        }
        int application = Math.max(path.lastIndexOf('/', root - 1), 0);
        return path.substring(0, application)
                + AdminApplication.PATH
                + path.substring(root + ResourceRoot.PATH.length());
    }
}
