package dev.parley.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for people who operate several. */
final class HostName {

    private static final String NAMELESS = "node";

    private HostName() {}

    /**
     * The machine's name, not empty. The call may block on the machine's name resolver, so use it at the start only.
     */
    static String text() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.isBlank() ? NAMELESS : name;
        } catch (UnknownHostException e) {
            return NAMELESS;
        }
    }
}
