package dev.parley.admin.routing;

import java.net.URI;

/**
 * What the paths of all resource classes begin with. Clients do not see it: {@link ResourceRootFilter} puts it in front
 * of the path that was requested.
 */
public final class ResourceRoot {

    /** The first segment, with its slash. */
    public static final String PATH = "/~parley-resources";

    private ResourceRoot() {}

    /**
     * The path that the client requested, not decoded.
     *
     * @param uri the request URI, which the filter may have changed
     */
    public static String requestedPath(URI uri) {
        return withoutRoot(uri.getRawPath());
    }

    private static String withoutRoot(String path) {
        int at = path.indexOf(PATH);
        return at < 0 ? path : path.substring(0, at) + path.substring(at + PATH.length());
    }

    /**
     * The request URI with the root between the path of the JAX-RS application and the rest.
     *
     * @param base the URI of the JAX-RS application, with a slash at its end
     * @param requested the request URI
     */
    static URI insertedInto(URI base, URI requested) {
        String application = base.toString().replaceFirst("/$", "");
        String uri = requested.toString();
        return uri.startsWith(application)
                ? URI.create(application + PATH + uri.substring(application.length()))
                : requested;
    }
}
