package dev.parley.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Distinguishes names and addresses of this machine from all others, by their text alone. A name that only resolves to
 * this machine is not one of them: the owner of the name decides what it resolves to, and may change that while a page
 * is open ("DNS rebinding").
 */
public final class LoopbackHost {

    /** The repetition is possessive, because a group that can backtrack uses a piece of the stack for each label. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*+localhost");
    /** The IPv6 address as browsers write it in {@code Host} and {@code Origin}. */
    private static final String IPV6 = "[::1]";

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private LoopbackHost() {}

    /**
     * Whether a host is {@code localhost}, a name below it (RFC 6761, section 6.3), an address in 127.0.0.0/8, or the
     * IPv6 address {@code [::1]}.
     *
     * @param host the host without a port, in upper or lower case; not null
     */
    public static boolean isNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() || IPV4.matcher(name).matches() || name.equals(IPV6);
    }

    /**
     * Whether a {@code Host} header names such a host, with or without a port.
     *
     * @param header its value; not null
     */
    public static boolean isInHeader(String header) {
        return isNamed(PORT.matcher(header).replaceFirst(""));
    }
}
