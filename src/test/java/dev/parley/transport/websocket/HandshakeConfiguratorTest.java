package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeConfiguratorTest {

    private final HandshakeConfigurator configurator = new HandshakeConfigurator(null);

    @Test
    void choosesTheFirstSubprotocolThatIsOffered() {
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("a", "b")))
                .isEqualTo("a");
    }

    @Test
    void choosesItAlsoWhereTheContainerHasNotTakenTheHeaderApart() {
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("\ta , b")))
                .isEqualTo("a");
    }

    @Test
    void choosesNoneWhereNoneIsOffered() {
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of())).isEmpty();
    }
}
