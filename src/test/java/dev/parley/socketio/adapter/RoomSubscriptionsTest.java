package dev.parley.socketio.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomSubscriptionsTest {

    private final ManualTime time = new ManualTime();
    private final MemoryCluster cluster = new MemoryCluster();
    private final MemoryCluster.Bus bus = cluster.node("a");
    private final Set<String> inhabited = new HashSet<>();
    private final Set<String> awaited = new HashSet<>();
    private final RoomSubscriptions subscriptions =
            new RoomSubscriptions(bus, time.timers(), new DirectExecutor(), inhabited::contains, awaited::contains);

    private void enter(String room) {
        inhabited.add(room);
        subscriptions.joined(List.of(room));
        cluster.deliver();
    }

    private void leave(String room) {
        inhabited.remove(room);
        subscriptions.left(List.of(room));
    }

    private void pass() {
        time.advance(RoomSubscriptions.GRACE);
        cluster.deliver();
    }

    @Test
    void isReadyWhenTheBusSaysSo() {
        inhabited.add("tea");
        subscriptions.joined(List.of("tea"));
        assertThat(subscriptions.ready(List.of("tea")).toCompletableFuture()).isNotDone();

        cluster.deliver();

        assertThat(subscriptions.ready(List.of("tea")).toCompletableFuture()).isCompleted();
        assertThat(bus.rooms()).containsExactly("tea");
    }

    @Test
    void isReadyForARoomThatNobodyAskedFor() {
        assertThat(subscriptions.ready(List.of("tea")).toCompletableFuture()).isCompleted();
    }

    @Test
    void aRoomThatIsEnteredAgainSoonIsKept() {
        enter("tea");
        leave("tea");
        pass();
        assertThat(bus.rooms()).containsExactly("tea");
        inhabited.add("tea");
        subscriptions.joined(List.of("tea"));
        pass();
        pass();

        assertThat(bus.rooms()).containsExactly("tea");
        assertThat(time.pending()).isZero();
    }

    @Test
    void aRoomThatStaysEmptyIsGivenUpAfterTheGrace() {
        enter("tea");
        enter("milk");
        leave("tea");
        pass();
        pass();

        assertThat(bus.rooms()).containsExactly("milk");
        assertThat(subscriptions.rooms()).containsExactly("milk");
        assertThat(time.pending()).isZero();
    }

    @Test
    void theGraceBeginsAgainWhenARoomIsLeftAgain() {
        enter("tea");
        leave("tea");
        pass();
        enter("tea");
        leave("tea");
        pass();
        assertThat(bus.rooms()).containsExactly("tea");

        pass();
        assertThat(bus.rooms()).isEmpty();
    }

    @Test
    void aRoomIsSubscribedToAgainAfterItWasGivenUp() {
        enter("tea");
        leave("tea");
        pass();
        pass();
        enter("tea");

        assertThat(bus.rooms()).containsExactly("tea");
    }

    @Test
    void aRoomThatIsKeptForSomebodyIsGivenUpWhenThatIsOver() {
        enter("tea");
        awaited.add("tea");
        leave("tea");
        for (int i = 0; i < 10; i++) {
            pass();
        }
        assertThat(bus.rooms()).containsExactly("tea");

        awaited.clear();
        pass();
        pass();

        assertThat(bus.rooms()).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aRoomInWhichOnlySomebodyIsWhoIsAwayIsSubscribedTo() {
        awaited.add("tea");
        subscriptions.awaited(List.of("tea", "milk"));
        cluster.deliver();

        assertThat(bus.rooms()).containsExactly("tea");
    }
}
