package dev.parley.limits;

import java.util.List;
import java.util.Optional;

/**
 * The address that a client really has, as far as it can be believed.
 *
 * @param text the address in its canonical spelling, for people and logs
 * @param limitKey what a limit per address is counted by: the address, or for IPv6 its /64, since each subscriber has
 *     at least one of those to choose addresses from
 */
public record ClientAddress(String text, String limitKey) {

    /** What one end user is given of IPv6 at least (RFC 6177). */
    private static final int IPV6_SUBSCRIBER_BITS = 64;

    /** No chain of proxies is longer; what claims to be is not walked to its end. */
    private static final int MAX_HOPS = 32;

    /**
     * Finds the client's address. Each proxy appends to {@code X-Forwarded-For} whom it was connected from, and
     * whatever stands further left may be forged; so the values are read from the right, for as long as the address
     * that reported them is a trusted proxy. An entry that is no address ends the walk at the proxy that sent it.
     * Names are never looked up.
     *
     * @param peer the address of the other end of the connection, as the server reports it; a zone does not count
     * @param forwardedFor the {@code X-Forwarded-For} headers in the order in which they came, each a list separated by
     *     commas
     * @param proxies whom to believe
     */
    public static ClientAddress resolve(String peer, List<String> forwardedFor, TrustedProxies proxies) {
        Optional<IpAddress> peerAddress = IpAddress.parse(withoutZone(peer));
        if (peerAddress.isEmpty()) {
            return new ClientAddress(peer, peer);
        }
        return of(walk(peerAddress.get(), String.join(",", forwardedFor), proxies));
    }

    private static IpAddress walk(IpAddress peer, String chain, TrustedProxies proxies) {
        IpAddress client = peer;
        int end = chain.length();
        for (int hop = 0; hop < MAX_HOPS && end >= 0 && proxies.contains(client); hop++) {
            int comma = chain.lastIndexOf(',', end - 1);
            Optional<IpAddress> reported = entry(chain.substring(comma + 1, end).strip());
            if (reported.isEmpty()) {
                return client;
            }
            client = reported.get();
            end = comma;
        }
        return client;
    }

    /** An address, which some proxies write with the port of the connection, and then IPv6 in brackets. */
    private static Optional<IpAddress> entry(String text) {
        if (text.startsWith("[")) {
            int close = Math.max(1, text.indexOf(']'));
            String literal = text.substring(1, close);
            boolean sound = literal.indexOf(':') >= 0 && isPortOrNothing(text.substring(close + 1));
            return sound ? IpAddress.parse(literal) : Optional.empty();
        }
        int colon = text.indexOf(':');
        boolean ipv4WithPort = colon > 0 && colon == text.lastIndexOf(':') && isPortOrNothing(text.substring(colon));
        return IpAddress.parse(ipv4WithPort ? text.substring(0, colon) : text);
    }

    private static boolean isPortOrNothing(String text) {
        return text.isEmpty() || text.matches(":[0-9]{1,5}");
    }

    private static String withoutZone(String peer) {
        int zone = peer.indexOf('%');
        return zone < 0 ? peer : peer.substring(0, zone);
    }

    private static ClientAddress of(IpAddress address) {
        String text = address.toString();
        return new ClientAddress(
                text, address.isIpv4() ? text : address.prefix(IPV6_SUBSCRIBER_BITS) + "/" + IPV6_SUBSCRIBER_BITS);
    }
}
