package dev.parley.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Takes the regular expressions of JAX-RS out of the paths of the OpenAPI document, which knows names in braces only. Most
 * servers do so themselves; Payara does not.
 */
public final class PathTemplateFilter implements OASFilter {

    private static final Pattern TEMPLATE = Pattern.compile("\\{(\\w+): [^}]*}");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, PathItem> paths = new LinkedHashMap<>();
        document.getPaths().getPathItems().forEach((path, item) -> paths.put(plain(path), item));
        document.getPaths().setPathItems(paths);
    }

    static String plain(String path) {
        return TEMPLATE.matcher(path).replaceAll("{$1}");
    }
}
