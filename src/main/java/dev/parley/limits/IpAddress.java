package dev.parley.limits;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An IP address as 128 bits. An IPv4 address is stored as the IPv6 address to which it maps (RFC 4291, section
 * 2.5.5.2), so that both notations give the same value. Only literals are parsed; the JDK's own parser would look up
 * names.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record IpAddress(long high, long low) {

    private static final int MAX_LENGTH = 45;
    private static final int GROUPS = 8;
    private static final long IPV4_PREFIX = 0xFFFFL;

    /**
     * Parses an address in dotted decimal notation, or in IPv6 notation without brackets and without a zone; empty for
     * any other text.
     */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            OptionalInt bits = ipv4Bits(text);
            return bits.isPresent() ? Optional.of(ofIpv4(bits.getAsInt())) : Optional.empty();
        }
        return ipv6(text);
    }

    private static IpAddress ofIpv4(int bits) {
        return new IpAddress(0, IPV4_PREFIX << 32 | bits & 0xFFFF_FFFFL);
    }

    boolean isIpv4() {
        return high == 0 && low >>> 32 == IPV4_PREFIX;
    }

    /**
     * Parses four decimal numbers without leading zeros, because some software reads numbers with leading zeros as
     * octal.
     */
    private static OptionalInt ipv4Bits(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (String part : parts) {
            boolean decimal =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!decimal || part.length() > 1 && part.charAt(0) == '0' || Integer.parseInt(part) > 255) {
                return OptionalInt.empty();
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return OptionalInt.of(bits);
    }

    private static Optional<IpAddress> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.length == GROUPS).map(IpAddress::ofGroups);
        }
        String beforeGap = text.substring(0, gap);
        Optional<int[]> head = beforeGap.indexOf('.') < 0 ? groups(beforeGap) : Optional.empty();
        Optional<int[]> tail = groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length >= GROUPS) {
            return Optional.empty();
        }
        int[] all = new int[GROUPS];
        System.arraycopy(head.get(), 0, all, 0, head.get().length);
        System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
        return Optional.of(ofGroups(all));
    }

    /** Parses the 16-bit groups of a part of an IPv6 address. The last two groups may be written as IPv4. */
    private static Optional<int[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        OptionalInt embedded = last.indexOf('.') < 0 ? OptionalInt.empty() : ipv4Bits(last);
        int[] groups = new int[parts.length + (embedded.isPresent() ? 1 : 0)];
        int hexadecimal = embedded.isPresent() ? parts.length - 1 : parts.length;
        for (int i = 0; i < hexadecimal; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 4 || !parts[i].chars().allMatch(IpAddress::isHexDigit)) {
                return Optional.empty();
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        if (embedded.isPresent()) {
            groups[hexadecimal] = embedded.getAsInt() >>> 16;
            groups[hexadecimal + 1] = embedded.getAsInt() & 0xFFFF;
        }
        return Optional.of(groups);
    }

    private static boolean isHexDigit(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static IpAddress ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + GROUPS / 2];
        }
        return new IpAddress(high, low);
    }

    /**
     * Keeps the first {@code bits} bits of this address and sets the others to zero. {@code bits} is from 0 to 128,
     * also for IPv4.
     */
    IpAddress prefix(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - 64));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << 64 - bits;
    }

    /** The canonical notation: dotted decimal for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
        }
        int[] zeros = longestRunOfZeros();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == zeros[0]) {
                text.append("::");
                i += zeros[1] - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    /**
     * The index and the length of the first of the longest runs of zero groups. The index is -1 if no run has two
     * groups or more.
     */
    private int[] longestRunOfZeros() {
        int[] longest = {-1, 1};
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = group(i) == 0 ? run + 1 : 0;
            if (run > longest[1]) {
                longest = new int[] {i - run + 1, run};
            }
        }
        return longest;
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> 48 - 16 * (index % (GROUPS / 2)) & 0xFFFF);
    }
}
