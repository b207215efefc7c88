package dev.parley.transport.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TyrusIdleTimerTest {

    @Test
    void leavesAContainerOfAnotherMakeAlone() {
        assertThat(TyrusIdleTimer.silence(new Object())).isFalse();
    }

    @Test
    void leavesAnAbsentContainerAlone() {
        assertThat(TyrusIdleTimer.silence(null)).isFalse();
    }
}
