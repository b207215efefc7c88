package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.0.0.0,true",
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.0.0.0/8,9.255.255.255,false",
        "10.0.0.0/8,::ffff:10.1.2.3,true",
        "10.0.0.0/8,::10.1.2.3,false",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.128/25,192.0.2.128,true",
        "192.0.2.1,192.0.2.1,true",
        "192.0.2.1,192.0.2.2,false",
        "192.0.2.1/32,192.0.2.2,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "::/0,2001:db8::1,true",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "2001:db8::1,2001:db8::1,true",
        "2001:db8::1,2001:db8::2,false",
        "::ffff:10.0.0.0/104,10.1.2.3,true"
    })
    void containsTheAddressesOfItsBlocks(String block, String address, boolean contained) {
        assertThat(TrustedProxies.parse(block).contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @Test
    void containsTheBlocksOfAWholeList() {
        TrustedProxies list = TrustedProxies.parse(" 10.0.0.0/8 ,fd00::/8");

        assertThat(list.contains(IpAddress.parse("10.1.2.3").orElseThrow())).isTrue();
        assertThat(list.contains(IpAddress.parse("fd12::1").orElseThrow())).isTrue();
        assertThat(list.contains(IpAddress.parse("192.0.2.1").orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankListIsNobody(String list) {
        assertThat(TrustedProxies.parse(list)
                        .contains(IpAddress.parse("127.0.0.1").orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "proxy.example",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/x",
                "/8",
                "10.0.0.1/8",
                "2001:db8::1/64",
                "::/129",
                "10.0.0.0/8,",
                ",",
                "10.0.0.0/8;fd00::/8",
                "10.0.0/8",
                "*",
                "10.0.0.0/255.0.0.0",
                "[::1]",
                "a\nb"
            })
    void refusesABadListWithOneLine(String list) {
        assertThatThrownBy(() -> TrustedProxies.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("; allowed: blocks such as 10.0.0.0/8")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
