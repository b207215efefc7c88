package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.presence.WallClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginSessionsTest {

    private final ManualTime time = new ManualTime();
    private final WallClock clock = new WallClock(time);
    private final LoginSessions sessions = new LoginSessions(clock);

    @Test
    void isKnownByItsIdForADay() {
        LoginSessions.Begun begun = sessions.begin();

        assertThat(sessions.endOf(begun.id())).contains(begun.end());
        assertThat(sessions.endOf(begun.digest())).as("what other nodes know").isEmpty();
        assertThat(sessions.endOf("x".repeat(100_000))).isEmpty();

        time.advance(LoginSessions.DURATION);
        assertThat(sessions.endOf(begun.id())).isEmpty();
    }

    @Test
    void isKnownOnAnotherNodeThatHasBeenTold() {
        LoginSessions other = new LoginSessions(clock);
        LoginSessions.Begun begun = sessions.begin();
        other.remember(begun.digest(), begun.end());

        assertThat(other.endOf(begun.id())).contains(begun.end());
    }

    @Test
    void cannotBeToldToLastLonger() {
        LoginSessions.Begun begun = new LoginSessions(clock).begin();
        sessions.remember(begun.digest(), begun.end().plus(Duration.ofDays(1)));

        assertThat(sessions.endOf(begun.id())).contains(begun.end());
    }

    @Test
    void isForgottenWhenThereAreTooMany() {
        LoginSessions.Begun first = sessions.begin();
        LoginSessions.Begun second = sessions.begin();
        for (int i = 2; i < LoginSessions.MAX + 1; i++) {
            sessions.begin();
        }

        assertThat(sessions.endOf(first.id())).isEmpty();
        assertThat(sessions.endOf(second.id())).isPresent();
    }
}
