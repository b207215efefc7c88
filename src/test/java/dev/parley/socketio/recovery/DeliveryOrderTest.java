package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryOrderTest {

    private final DeliveryOrder order = new DeliveryOrder();
    private final List<String> done = new ArrayList<>();

    @Test
    void whatADeliveryCausesIsDeliveredAfterItAndBeforeItsCallerGoesOn() {
        order.run(() -> {
            order.run(() -> done.add("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void aFailureDoesNotStopTheOthers() {
        assertThatThrownBy(() -> order.run(() -> {
                    order.run(() -> done.add("second"));
                    throw new IllegalStateException("x");
                }))
                .hasMessage("x");
        order.run(() -> done.add("third"));
        assertThat(done).containsExactly("second", "third");
    }
}
