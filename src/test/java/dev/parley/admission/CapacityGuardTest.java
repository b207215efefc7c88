package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.Race;
import dev.parley.transport.FakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.Handshakes;
import dev.parley.transport.RefusalReason;
import dev.parley.transport.Reservation;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityGuardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();

    private CapacityGuard places(int number) {
        return new CapacityGuard(number, time.timers());
    }

    private static HandshakeVerdict ask(CapacityGuard guard) {
        return guard.check(Handshakes.of(FakeRequest.of("GET", "/socket.io/")));
    }

    private static Reservation reserve(CapacityGuard guard) {
        HandshakeVerdict verdict = ask(guard);
        assertThat(verdict).isInstanceOf(HandshakeVerdict.Reserved.class);
        return ((HandshakeVerdict.Reserved) verdict).reservation();
    }

    private static void assertFull(CapacityGuard guard) {
        assertThat(ask(guard)).isInstanceOfSatisfying(HandshakeVerdict.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.reason()).isEqualTo(RefusalReason.CAPACITY);
            assertThat(refused.headers()).containsEntry("Retry-After", "10");
        });
    }

    @Test
    void aPlaceIsGoneAsSoonAsItIsReserved() {
        CapacityGuard guard = places(1);

        reserve(guard);

        assertFull(guard);
    }

    @Test
    void ofManyAtOnceExactlyAsManyGetInAsThereArePlaces() {
        for (int round = 0; round < 50; round++) {
            CapacityGuard guard = places(20);
            Queue<Reservation> reserved = new ConcurrentLinkedQueue<>();
            Race.between(IntStream.range(0, 100)
                    .mapToObj(i -> (Race.Runner) () -> {
                        if (ask(guard) instanceof HandshakeVerdict.Reserved one) {
                            reserved.add(one.reservation());
                        }
                    })
                    .toArray(Race.Runner[]::new));

            assertThat(reserved).hasSize(20);
            reserved.forEach(Reservation::take);
            assertThat(guard.free()).isZero();
            reserved.forEach(Reservation::end);
            assertThat(guard.free()).isEqualTo(20);
        }
    }

    @Test
    void aSessionHasItsPlaceUntilItEnds() {
        CapacityGuard guard = places(1);
        Reservation place = reserve(guard);

        assertThat(place.take()).isTrue();
        place.cancel();
        time.advance(PATIENCE.multipliedBy(2));
        assertFull(guard);

        place.end();
        place.end();
        assertThat(guard.free()).isOne();
    }

    @Test
    void aPlaceThatIsNotWantedIsGivenBackOnce() {
        CapacityGuard guard = places(2);
        Reservation place = reserve(guard);

        place.cancel();
        place.cancel();
        time.advance(PATIENCE.multipliedBy(2));

        assertThat(guard.free()).isEqualTo(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aPlaceThatNobodyTakesIsGivenBackAfterAWhile() {
        CapacityGuard guard = places(1);
        reserve(guard);

        time.advance(PATIENCE.plusSeconds(1));

        assertThat(guard.free()).isOne();
    }

    @Test
    void whoComesTooLateForHisPlaceGetsAnotherOneIfThereIsOne() {
        CapacityGuard guard = places(1);
        Reservation late = reserve(guard);
        time.advance(PATIENCE.plusSeconds(1));

        assertThat(late.take()).isTrue();
        assertFull(guard);
        late.end();
        assertThat(guard.free()).isOne();
    }

    @Test
    void whoComesTooLateForHisPlaceGetsNoneThatOthersHave() {
        CapacityGuard guard = places(1);
        Reservation late = reserve(guard);
        time.advance(PATIENCE.plusSeconds(1));
        Reservation other = reserve(guard);

        assertThat(late.take()).isFalse();
        late.end();
        assertThat(other.take()).isTrue();
        assertFull(guard);
    }

    /** The time-out and the session, at the same moment: the place is taken or given back, and never both. */
    @Test
    void theTimeOutAndTheSessionDoNotBothGetThePlace() {
        for (int round = 0; round < 200; round++) {
            CapacityGuard guard = places(1);
            Reservation place = reserve(guard);
            boolean[] taken = new boolean[1];

            Race.between(place::cancel, () -> taken[0] = place.take());

            assertThat(guard.free()).isEqualTo(taken[0] ? 0 : 1);
            place.end();
            assertThat(guard.free()).isOne();
        }
        assertThat(time.pending()).isZero();
    }
}
