package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibertyNettyWarningTest {

    private static final String LIBERTY = "IBM WebSphere Liberty/26.0.0.3";

    @Test
    void aBetaEditionIsWarnedOfAndToldWhatToDo() {
        assertThat(LibertyNettyWarning.warning(LIBERTY, "true"))
                .hasValueSatisfying(text -> assertThat(text).contains("useNettyTransport=\"false\""));
    }

    @Test
    void nobodyElseIs() {
        assertThat(LibertyNettyWarning.warning(LIBERTY, null)).isEmpty();
        assertThat(LibertyNettyWarning.warning(LIBERTY, "false")).isEmpty();
        assertThat(LibertyNettyWarning.warning("Payara Micro", "true")).isEmpty();
    }
}
