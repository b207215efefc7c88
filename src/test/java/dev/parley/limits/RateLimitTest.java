package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final long MAX_EVENTS = 600;
    private static final Duration ONE_EVENT = Duration.ofMillis(100);

    /** Below zero, as {@link System#nanoTime} may be. */
    private final AtomicLong nanos = new AtomicLong(-1_000);

    private final RateLimit limit = limit(MAX_EVENTS, 10_000);

    @Test
    void allowsTheWholeAllowanceAtOnceAndNotOneMore() {
        assertThat(allowedOf(limit, "ada", MAX_EVENTS)).isEqualTo(MAX_EVENTS);

        assertThat(limit.tryAcquire("ada").allowed()).isFalse();
    }

    @Test
    void countsEachKeyByItself() {
        allowedOf(limit, "eve", MAX_EVENTS + 1);

        assertThat(limit.tryAcquire("ada").allowed()).isTrue();
    }

    @Test
    void whoWaitsAsLongAsToldIsLetIn() {
        for (long events : List.of(1L, 3L, 7L, MAX_EVENTS, 59_999L)) {
            RateLimit odd = limit(events, 10);
            allowedOf(odd, "ada", events);
            for (int i = 0; i < 50; i++) {
                RateLimitDecision refused = odd.tryAcquire("ada");
                assertThat(refused.allowed()).isFalse();
                pass(refused.retryAfter());
                assertThat(odd.tryAcquire("ada").allowed())
                        .as("%d events", events)
                        .isTrue();
            }
        }
    }

    @Test
    void theTimeToWaitIsThatOfOneEventAndNotOfAWholeWindow() {
        allowedOf(limit, "ada", MAX_EVENTS);

        assertThat(limit.tryAcquire("ada").retryAfter()).isBetween(ONE_EVENT, ONE_EVENT.plusMillis(1));
        pass(ONE_EVENT.dividedBy(2));
        assertThat(limit.tryAcquire("ada").retryAfter())
                .isBetween(ONE_EVENT.dividedBy(2), ONE_EVENT.dividedBy(2).plusMillis(1));
    }

    @Test
    void theAllowanceComesBackEvenly() {
        allowedOf(limit, "ada", MAX_EVENTS);

        pass(WINDOW.dividedBy(4));
        assertThat(allowedOf(limit, "ada", MAX_EVENTS)).isEqualTo(MAX_EVENTS / 4);
        pass(WINDOW.minusMillis(1));
        assertThat(allowedOf(limit, "ada", 2 * MAX_EVENTS)).isEqualTo(MAX_EVENTS - 1);
    }

    @Test
    void aLongSilenceEarnsNoMoreThanOneAllowance() {
        allowedOf(limit, "ada", MAX_EVENTS);

        pass(Duration.ofDays(365));
        assertThat(allowedOf(limit, "ada", 2 * MAX_EVENTS)).isEqualTo(MAX_EVENTS);
    }

    @Test
    void inTheLongRunNeverAllowsMoreThanTheRate() {
        long allowed = 0;
        for (int i = 0; i < 100_000; i++) {
            allowed += limit.tryAcquire("ada").allowed() ? 1 : 0;
            pass(Duration.ofMillis(10));
        }

        long rateOf1000Seconds = 1_000 * MAX_EVENTS / WINDOW.toSeconds();
        assertThat(allowed).isBetween(rateOf1000Seconds, rateOf1000Seconds + MAX_EVENTS);
    }

    @Test
    void anAllowedEventHasNothingToWaitFor() {
        assertThat(limit.tryAcquire("ada")).isEqualTo(new RateLimitDecision(true, Duration.ZERO));
    }

    @Test
    void aMillionForgedKeysLeaveBoundedMemory() {
        for (int i = 0; i < 1_000_000; i++) {
            limit.tryAcquire("forged-" + i);
        }

        assertThat(limit.trackedKeys()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void aMillionForgedKeysDoNotSetALimitedOneFree() {
        RateLimit slow = limit(1, 10_000);
        slow.tryAcquire("flood");

        long freed = 0;
        for (int i = 0; i < 1_000_000; i++) {
            slow.tryAcquire("forged-" + i);
            if (i % 100 == 0 && slow.tryAcquire("flood").allowed()) {
                freed++;
            }
        }
        assertThat(freed).isLessThanOrEqualTo(1);
    }

    @Test
    void forgetsKeysThatHaveBeenQuietForAWindow() {
        limit.tryAcquire("ada");
        limit.tryAcquire("eve");
        assertThat(limit.trackedKeys()).isEqualTo(2);

        pass(WINDOW.dividedBy(2));
        limit.tryAcquire("eve");
        pass(WINDOW.dividedBy(2));
        assertThat(limit.trackedKeys()).isEqualTo(1);
    }

    @Test
    void manyThreadsTogetherGetNoMoreThanTheAllowance() {
        List<CompletableFuture<Long>> threads = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> allowedOf(limit, "ada", MAX_EVENTS)))
                .toList();

        assertThat(threads.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(MAX_EVENTS);
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertRefused(0, WINDOW, 1);
        assertRefused(-1, WINDOW, 1);
        assertRefused(1, Duration.ZERO, 1);
        assertRefused(1, Duration.ofNanos(1), 1);
        assertRefused(1, Duration.ofDays(366), 1);
        assertRefused(1_000_001, Duration.ofMillis(1), 1);
        assertRefused(1, WINDOW, 0);
    }

    @Test
    void theLargestLimitStillWorks() {
        RateLimit large = new RateLimit("large", 1_000_000, Duration.ofMillis(1), 1, nanos::get);

        assertThat(large.name()).isEqualTo("large");
        assertThat(allowedOf(large, "ada", 1_000_001)).isEqualTo(1_000_000);
    }

    private void assertRefused(long maxEvents, Duration window, long maxTrackedKeys) {
        assertThatThrownBy(() -> new RateLimit("bad", maxEvents, window, maxTrackedKeys, nanos::get))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RateLimit limit(long maxEvents, long maxTrackedKeys) {
        return new RateLimit("events", maxEvents, WINDOW, maxTrackedKeys, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static long allowedOf(RateLimit limit, String key, long events) {
        long allowed = 0;
        for (long i = 0; i < events; i++) {
            allowed += limit.tryAcquire(key).allowed() ? 1 : 0;
        }
        return allowed;
    }
}
