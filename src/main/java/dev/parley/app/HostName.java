package dev.parley.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called, for people who look at several. */
final class HostName {

    private static final String NAMELESS = "node";

    private HostName() {}

    /** The machine's name, not empty; may ask the machine's resolver, and so is for the start only. */
    static String text() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.isBlank() ? NAMELESS : name;
        } catch (UnknownHostException e) {
            return NAMELESS;
        }
    }
}
