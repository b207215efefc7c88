package dev.parley.limits;

import java.util.ArrayList;
import java.util.List;

/**
 * The proxies in front of this server that are trusted to report the client's address, as a list of CIDR blocks (RFC
 * 4632). Immutable and thread-safe.
 */
public final class TrustedProxies {

    private static final int BITS = 128;
    private static final int IPV4_OFFSET = 96;

    private record Block(IpAddress network, int prefixBits) {

        boolean contains(IpAddress address) {
            return address.prefix(prefixBits).equals(network);
        }
    }

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Reads the configured value.
     *
     * @param list IPv4 and IPv6 blocks such as {@code 10.0.0.0/8}, or single addresses, separated by commas; blank for
     *     none
     * @throws IllegalArgumentException with a message of one line that shows the bad entry and says what is allowed
     */
    public static TrustedProxies parse(String list) {
        List<Block> blocks = new ArrayList<>();
        if (!list.isBlank()) {
            for (String entry : list.split(",", -1)) {
                blocks.add(block(entry.strip()));
            }
        }
        return new TrustedProxies(blocks);
    }

    private static Block block(String entry) {
        int slash = entry.indexOf('/');
        String literal = slash < 0 ? entry : entry.substring(0, slash);
        IpAddress network = IpAddress.parse(literal).orElseThrow(() -> bad(entry, "is not a CIDR block"));
        // An address in IPv4-mapped notation is IPv4 here, but its prefix length counts all 128 bits, as written.
        boolean dotted = literal.indexOf(':') < 0;
        int bits = slash < 0 ? BITS : prefixBits(entry, entry.substring(slash + 1), dotted);
        if (!network.prefix(bits).equals(network)) {
            throw bad(entry, "has bits set beyond its prefix");
        }
        return new Block(network, bits);
    }

    private static int prefixBits(String entry, String text, boolean ipv4) {
        int offset = ipv4 ? IPV4_OFFSET : 0;
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > BITS - offset) {
            throw bad(entry, "has no valid prefix length");
        }
        return Integer.parseInt(text) + offset;
    }

    private static IllegalArgumentException bad(String entry, String why) {
        return new IllegalArgumentException('\'' + entry.replaceAll("\\p{Cntrl}", "?") + "' " + why
                + "; allowed: blocks such as 10.0.0.0/8 or fd00::/8 and single addresses, separated by commas");
    }

    /** Whether {@code address} lies in one of the blocks. */
    boolean contains(IpAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
