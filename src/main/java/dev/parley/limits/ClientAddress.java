package dev.parley.limits;

import java.util.List;
import java.util.Optional;

/**
 * The real address of a client, as far as the reports of proxies can be trusted.
 *
 * @param text the address in its canonical spelling, for people and logs
 * @param limitKey the key by which a limit per address counts: the address, or for IPv6 its /64 network, because each
 *     subscriber can choose addresses from at least one /64 network
 */
public record ClientAddress(String text, String limitKey) {

    /** The prefix length of the smallest IPv6 network that an end user is given (RFC 6177). */
    private static final int IPV6_SUBSCRIBER_BITS = 64;

    /** No real chain of proxies is longer. A longer chain is not followed to its end. */
    private static final int MAX_HOPS = 32;

    /**
     * Finds the client's address. Each proxy appends to {@code X-Forwarded-For} the address that is connected to it;
     * all entries further left may be forged. So the entries are read from right to left, as long as the address that
     * reported an entry is a trusted proxy. If an entry is not an address, the result is the proxy that sent this
     * entry. Names are never looked up.
     *
     * @param peer the address of the other end of the connection, as the server reports it; a zone is ignored
     * @param forwardedFor the {@code X-Forwarded-For} headers in the order in which they came, each a list separated by
     *     commas
     * @param proxies the trusted proxies
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

    /** Parses an entry. Some proxies append the port of the connection, and then write IPv6 addresses in brackets. */
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
