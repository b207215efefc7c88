package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,0.0.0.0",
        "192.0.2.17,192.0.2.17",
        "255.255.255.255,255.255.255.255",
        "::ffff:192.0.2.17,192.0.2.17",
        "::FFFF:c000:0211,192.0.2.17",
        "::,::",
        "::1,::1",
        "1::,1::",
        "0:0:0:0:0:0:0:1,::1",
        "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:db8::0:1,2001:db8::1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33,64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4,1:2:3:4:5:6:102:304",
        "fe80::,fe80::"
    })
    void readsALiteralAndWritesItInItsCanonicalForm(String literal, String canonical) {
        assertThat(IpAddress.parse(literal)).get().hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "01.2.3.4",
                "1.2.3.4 ",
                "0x1.2.3.4",
                "1.2.3.4:80",
                "\u0661.2.3.4",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "::-1",
                "::+1",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "[::1]",
                "::1%eth0",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "unknown",
                "_hidden"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void readsNothingEndless() {
        assertThat(IpAddress.parse(":".repeat(1 << 20))).isEmpty();
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(59);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) == 0 ? 0 : bytes[j];
            }
            String literal = InetAddress.getByAddress(bytes).getHostAddress();

            IpAddress address = IpAddress.parse(literal).orElseThrow();
            // A literal is only parsed, never looked up.
            assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(bytes);
        }
    }

    @Test
    void cutsItselfDownToAPrefix() {
        IpAddress address = IpAddress.parse("2001:db8:1:2:ffff:ffff:ffff:ffff").orElseThrow();

        assertThat(address.prefix(0)).hasToString("::");
        assertThat(address.prefix(31)).hasToString("2001:db8::");
        assertThat(address.prefix(64)).hasToString("2001:db8:1:2::");
        assertThat(address.prefix(65)).hasToString("2001:db8:1:2:8000::");
        assertThat(address.prefix(127)).hasToString("2001:db8:1:2:ffff:ffff:ffff:fffe");
        assertThat(address.prefix(128)).isEqualTo(address);
    }
}
