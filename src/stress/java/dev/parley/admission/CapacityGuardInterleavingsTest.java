package dev.parley.admission;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.engine.Timers;
import dev.parley.stress.Interleavings;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapacityGuardInterleavingsTest {

    /** Runs what waits when the test says so, on the test's thread. */
    private static final class LateTimers implements Timers {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public synchronized Timeout schedule(java.time.Duration delay, Runnable task) {
            waiting.add(task);
            return () -> remove(task);
        }

        private synchronized void remove(Runnable task) {
            waiting.remove(task);
        }

        void runAll() {
            List<Runnable> due;
            synchronized (this) {
                due = List.copyOf(waiting);
                waiting.clear();
            }
            due.forEach(Runnable::run);
        }
    }

    /** A session's life, if it gets a place: how many have one never exceeds the number. */
    private static void live(CapacityGuard guard, AtomicInteger inside, int places) {
        if (guard.check(null) instanceof HandshakeVerdict.Reserved reserved) {
            Reservation place = reserved.reservation();
            if (place.take()) {
                require(inside.incrementAndGet() <= places, "no more than there are places");
                inside.decrementAndGet();
                place.end();
                place.end();
            }
            place.cancel();
        }
    }

    @Test
    void noMoreThanThereArePlacesAndAllComeBack() {
        Interleavings.of(() -> {
            LateTimers timers = new LateTimers();
            CapacityGuard guard = new CapacityGuard(1, timers);
            AtomicInteger inside = new AtomicInteger();
            together(() -> live(guard, inside, 1), () -> live(guard, inside, 1), timers::runAll);
            timers.runAll();
            require(guard.free() == 1, "free again: " + guard.free());
        });
    }

    @Test
    void aPlaceThatIsGivenUpAndTakenAtOnceIsOnePlace() {
        Interleavings.of(() -> {
            LateTimers timers = new LateTimers();
            CapacityGuard guard = new CapacityGuard(1, timers);
            Reservation place = ((HandshakeVerdict.Reserved) guard.check(null)).reservation();
            boolean[] taken = new boolean[1];
            together(() -> taken[0] = place.take(), timers::runAll, place::cancel);
            require(guard.free() == (taken[0] ? 0 : 1), "one place: " + guard.free());
            place.end();
            require(guard.free() == 1, "free again");
        });
    }

    @Test
    void theQuotaOfAUserIsExact() {
        Interleavings.of(() -> {
            UserQuota quota = new UserQuota(1, java.time.Clock.systemUTC());
            AtomicInteger inside = new AtomicInteger();
            Interleavings.Part session = () -> {
                if (quota.take("ada")) {
                    require(inside.incrementAndGet() == 1, "one at a time");
                    inside.decrementAndGet();
                    quota.giveBack("ada");
                }
            };
            together(session, session, session);
            require(quota.users() == 0, "nobody left");
        });
    }
}
