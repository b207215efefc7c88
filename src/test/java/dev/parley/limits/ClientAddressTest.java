package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 59: a forged X-Forwarded-For. */
class ClientAddressTest {

    private static final TrustedProxies NOBODY = TrustedProxies.parse("");
    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, fd00::/8, 192.0.2.1");

    @Test
    void withoutTrustedProxiesThePeerIsTheClient() {
        assertThat(resolve(NOBODY, "203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
    }

    @Test
    @BadInput(59)
    void aStrangerIsNotBelieved() {
        assertThat(resolve(PROXIES, "203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
        assertThat(resolve(PROXIES, "203.0.113.9", "10.0.0.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void aTrustedProxyIsBelieved() {
        assertThat(resolve(PROXIES, "10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(resolve(PROXIES, "fd00::1", "2001:DB8::7")).isEqualTo("2001:db8::7");
        assertThat(resolve(PROXIES, "::ffff:10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void whatAClientForgedStandsFurtherLeftAndDoesNotCount() {
        assertThat(resolve(PROXIES, "10.0.0.1", "1.1.1.1, 198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(resolve(PROXIES, "10.0.0.1", "10.9.9.9, 198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(resolve(PROXIES, "10.0.0.1", "garbage, 198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void walksThroughAChainOfTrustedProxies() {
        assertThat(resolve(PROXIES, "10.0.0.1", "1.1.1.1,198.51.100.7 , 192.0.2.1,10.0.0.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(resolve(PROXIES, "10.0.0.1", "1.1.1.1", "198.51.100.7, 10.0.0.3", "10.0.0.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void aChainOfNothingButProxiesEndsAtTheFirst() {
        assertThat(resolve(PROXIES, "10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
    }

    @Test
    void withoutTheHeaderTheProxyIsTheClient() {
        assertThat(resolve(PROXIES, "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "localhost",
                "198.51.100",
                "198.51.100.7.",
                "198.51.100.7:",
                "198.51.100.7:x",
                "198.51.100.7:123456",
                "[2001:db8::7",
                "[2001:db8::7]x",
                "[198.51.100.7]",
                "[",
                "]",
                "[]",
                "2001:db8::7]",
                "for=198.51.100.7",
                "\"198.51.100.7\"",
                "198.51.100.7 198.51.100.8",
                "fe80::1%eth0"
            })
    void aMalformedEntryStopsTheWalk(String entry) {
        assertThat(resolve(PROXIES, "10.0.0.1", "1.1.1.1, " + entry)).isEqualTo("10.0.0.1");
        assertThat(resolve(PROXIES, "10.0.0.1", "1.1.1.1, " + entry + ", 10.0.0.2"))
                .isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7:4711,198.51.100.7",
        "[2001:db8::7]:4711,2001:db8::7",
        "[2001:db8::7],2001:db8::7",
        "::ffff:198.51.100.7,198.51.100.7"
    })
    void anEntryMayHaveAPort(String entry, String address) {
        assertThat(resolve(PROXIES, "10.0.0.1", entry)).isEqualTo(address);
    }

    @Test
    void anEndlessChainIsNotWalkedToItsEnd() {
        assertThat(resolve(PROXIES, "10.0.0.1", "198.51.100.7" + ",10.0.0.2".repeat(100_000)))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void aPeerMayHaveAZoneOrBeNoAddressAtAll() {
        assertThat(resolve(PROXIES, "fd00::1%eth0", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(resolve(PROXIES, "unix-socket", "198.51.100.7")).isEqualTo("unix-socket");
    }

    @Test
    void anIpv6SubscriberIsLimitedAsOne() {
        ClientAddress one = ClientAddress.resolve("2001:db8:1:2:3:4:5:6", List.of(), NOBODY);
        ClientAddress other = ClientAddress.resolve("2001:db8:1:2::ffff", List.of(), NOBODY);
        ClientAddress neighbour = ClientAddress.resolve("2001:db8:1:3::1", List.of(), NOBODY);

        assertThat(one.limitKey()).isEqualTo("2001:db8:1:2::/64").isEqualTo(other.limitKey());
        assertThat(neighbour.limitKey()).isNotEqualTo(one.limitKey());
        assertThat(one.text()).isEqualTo("2001:db8:1:2:3:4:5:6");
    }

    @Test
    void anIpv4ClientIsLimitedByItsAddress() {
        assertThat(ClientAddress.resolve("203.0.113.9", List.of(), NOBODY).limitKey())
                .isEqualTo("203.0.113.9");
    }

    private static String resolve(TrustedProxies proxies, String peer, String... forwardedFor) {
        return ClientAddress.resolve(peer, List.of(forwardedFor), proxies).text();
    }
}
