package dev.parley.limits;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Any peer, chain of proxies and list of trusted ones (a line each; the chain is what is left): an address has one spelling,
 * is what the JDK takes it for, and a peer that nobody trusts is the client, whatever it forwards.
 */
public final class ClientAddressTarget {

    private static final TrustedProxies NOBODY = TrustedProxies.parse("");
    private static final TrustedProxies TEN = TrustedProxies.parse("10.0.0.0/8, fd00::/8");

    private ClientAddressTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<String> lines = input.split('\n', 3).stream()
                .map(line -> new String(line, StandardCharsets.ISO_8859_1))
                .toList();
        Cost.bounded(input.bytes().length, () -> check(lines));
    }

    private static void check(List<String> lines) throws UnknownHostException {
        String peer = lines.get(0);
        String chain = lines.get(lines.size() - 1);
        Optional<IpAddress> address = IpAddress.parse(peer);
        if (address.isPresent()) {
            spelling(peer, address.get());
        }
        ClientAddress alone = ClientAddress.resolve(peer, List.of(), NOBODY);
        require(ClientAddress.resolve(peer, List.of(chain), NOBODY).equals(alone), "the peer, whom nobody trusts");
        ClientAddress behind = ClientAddress.resolve("10.0.0.1", List.of(chain), TEN);
        require(IpAddress.parse(behind.text()).isPresent(), "an address");
        // How a chain is spread over headers is the same; in front of it anybody may write.
        int comma = chain.indexOf(',');
        if (comma >= 0) {
            List<String> spread = List.of(chain.substring(0, comma), chain.substring(comma + 1));
            require(ClientAddress.resolve("10.0.0.1", spread, TEN).equals(behind), "the same in two headers");
        }
        ClientAddress forged = ClientAddress.resolve("10.0.0.1", List.of("1.2.3.4, 5.6.7.8", chain), TEN);
        require(
                forged.equals(behind)
                        || TEN.contains(IpAddress.parse(behind.text()).orElseThrow()),
                "not forged");
        proxies(lines.size() > 1 ? lines.get(1) : peer);
    }

    private static void spelling(String text, IpAddress address) throws UnknownHostException {
        require(IpAddress.parse(address.toString()).equals(Optional.of(address)), "its spelling");
        // Only what cannot be a name, so that none is looked up.
        InetAddress jdk = InetAddress.getByName(text.indexOf(':') >= 0 ? "[" + text + "]" : text);
        byte[] bytes = jdk.getAddress();
        long low = 0;
        for (int i = Math.max(0, bytes.length - 8); i < bytes.length; i++) {
            low = low << 8 | bytes[i] & 0xff;
        }
        require(
                bytes.length == 4 ? (int) address.low() == (int) low : address.low() == low,
                "what the JDK takes it for");
    }

    private static void proxies(String list) {
        try {
            TrustedProxies.parse(list);
        } catch (IllegalArgumentException e) {
            require(e.getMessage().indexOf('\n') < 0, "one line");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }
}
