package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {

    private final ManualTime time = new ManualTime();
    private final List<String> told = new ArrayList<>();
    private int lost;
    private final ChangeQueue queue = new ChangeQueue(
            time.timers(), new DirectExecutor(), change -> told.add(change.event() + change.arguments()), () -> lost++);

    private void change(int number) {
        queue.change("changed", JSON.createValue(number));
    }

    private void event(int number) {
        queue.event("sent", JSON.createValue(number));
    }

    @Test
    void tellsAllAfterAPauseInTheirOrder() {
        change(1);
        event(2);
        change(3);
        assertThat(told).isEmpty();

        time.advance(ChangeQueue.PAUSE);
        assertThat(told).containsExactly("changed[1]", "sent[2]", "changed[3]");
        assertThat(time.pending()).as("timers without a change").isZero();
    }

    @Test
    void leavesOutEventsBeyondItsBound() {
        for (int i = 0; i < ChangeQueue.MAX_EVENTS; i++) {
            assertThat(queue.hasRoomForEvents()).isTrue();
            event(i);
        }
        assertThat(queue.hasRoomForEvents()).isFalse();
        event(-1);
        change(0);

        time.advance(ChangeQueue.PAUSE);
        assertThat(told).hasSize(ChangeQueue.MAX_EVENTS + 1).doesNotContain("sent[-1]");
        assertThat(lost).isZero();
        assertThat(queue.hasRoomForEvents()).isTrue();
    }

    @Test
    void saysThatChangesWereLeftOut() {
        for (int i = 0; i <= ChangeQueue.MAX_CHANGES; i++) {
            change(i);
        }

        time.advance(ChangeQueue.PAUSE);
        assertThat(told).hasSize(ChangeQueue.MAX_CHANGES);
        assertThat(lost).isEqualTo(1);

        change(0);
        time.advance(ChangeQueue.PAUSE);
        assertThat(lost).isEqualTo(1);
    }

    @Test
    void forgetsWhatNobodyWatches() {
        change(1);
        queue.clear();

        time.advance(ChangeQueue.PAUSE);
        assertThat(told).isEmpty();
    }
}
