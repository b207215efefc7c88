package dev.parley.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {

    @Test
    void beginsWithTheMachineAndIsNeverTheSame() {
        assertThat(NodeId.random("web-1.example").text()).matches("web-1\\.example-[0-9a-f]{8}");
        assertThat(NodeId.random("web-1")).isNotEqualTo(NodeId.random("web-1"));
    }

    @Test
    void takesAnyMachineName() {
        assertThat(NodeId.random("Büro 1").text()).startsWith("B-ro-1-");
        assertThat(NodeId.random("x".repeat(500)).text()).hasSize(80);
        assertThat(NodeId.random("").text()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "ä"})
    void refusesWhatCouldForgeALine(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(text));
    }
}
