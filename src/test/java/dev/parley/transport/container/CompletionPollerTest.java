package dev.parley.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionPollerTest {

    private final ManualTime time = new ManualTime();
    private final CompletionPoller watch = new CompletionPoller(time.timers());
    private final List<Throwable> ends = new ArrayList<>();

    @Test
    void aSendThatIsDoneAtOnceCompletesInTheCall() {
        watch.await(() -> true, ends::add);

        assertThat(ends).containsExactly((Throwable) null);
    }

    @Test
    void aSendCompletesOnceItIsDone() {
        boolean[] done = {false};
        watch.await(() -> done[0], ends::add);
        time.advance(Duration.ofSeconds(1));
        assertThat(ends).isEmpty();

        done[0] = true;
        time.advance(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));

        assertThat(ends).containsExactly((Throwable) null);
    }

    @Test
    void anErrorOfTheContainerFailsItsSendAndNoOther() {
        int[] looks = {0};
        Error error = new StackOverflowError();
        watch.await(
                () -> {
                    if (looks[0]++ > 0) {
                        throw error;
                    }
                    return false;
                },
                ends::add);
        boolean[] done = {false};
        watch.await(() -> done[0], ends::add);
        time.advance(Duration.ofSeconds(1));
        assertThat(ends).containsExactly(error);

        done[0] = true;
        time.advance(Duration.ofSeconds(1));

        assertThat(ends).containsExactly(error, null);
    }
}
