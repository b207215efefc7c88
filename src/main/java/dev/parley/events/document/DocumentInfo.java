package dev.parley.events.document;

import java.util.Objects;

/**
 * What a document says of the application.
 *
 * @param title its name
 * @param version its version
 * @param host where clients connect: a host, with a port if it is not the usual one
 * @param path the path of Socket.IO, {@code /socket.io} by default
 */
public record DocumentInfo(String title, String version, String host, String path) {

    /** Nothing may be null. */
    public DocumentInfo {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
    }
}
