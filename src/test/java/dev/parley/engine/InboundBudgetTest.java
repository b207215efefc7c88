package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboundBudgetTest {

    private final ManualTime time = new ManualTime();
    private final InboundBudget budget = new InboundBudget(1000, time.clock());
    private final List<String> givenUp = new ArrayList<>();

    private InboundBudget.Holding share(String name) {
        return budget.share(() -> givenUp.add(name));
    }

    @Test
    void countsWhatAllHold() {
        InboundBudget.Holding a = share("a");
        InboundBudget.Holding b = share("b");

        assertThat(a.hold(400)).isTrue();
        assertThat(b.hold(600)).isTrue();
        assertThat(budget.used()).isEqualTo(1000);
        a.hold(100);
        b.hold(0);

        assertThat(budget.used()).isEqualTo(100);
        assertThat(givenUp).isEmpty();
    }

    @Test
    void givesUpTheLargest() {
        share("small").hold(300);
        share("large").hold(600);

        assertThat(share("new").hold(200)).isTrue();

        assertThat(givenUp).containsExactly("large");
        assertThat(budget.used()).isEqualTo(500);
    }

    @Test
    void givesUpTheSlowerOfTwoOfASize() {
        share("slow").hold(450);
        time.advance(Duration.ofSeconds(10));
        share("quick").hold(450);
        time.advance(Duration.ofSeconds(1));

        share("new").hold(200);

        assertThat(givenUp).containsExactly("slow");
    }

    @Test
    void givesUpASlowOneBeforeALargerOneThatHasJustBegun() {
        share("slow").hold(300);
        time.advance(Duration.ofSeconds(10));

        share("quick").hold(800);

        assertThat(givenUp).containsExactly("slow");
    }

    @Test
    void tellsTheCallerWhenItIsTheOneToGo() {
        share("other").hold(100);
        InboundBudget.Holding caller = share("caller");

        assertThat(caller.hold(5000)).isFalse();
        assertThat(caller.hold(1)).isFalse();

        assertThat(givenUp).isEmpty();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void givesUpAsManyAsItTakes() {
        List<InboundBudget.Holding> shares =
                IntStream.range(0, 10).mapToObj(i -> share("" + i)).toList();
        shares.forEach(share -> share.hold(100));

        share("new").hold(950);

        assertThat(budget.used()).isLessThanOrEqualTo(1000);
    }

    @Test
    void whatHasEndedHoldsNothingAndIsNotGivenUp() {
        InboundBudget.Holding ended = share("ended");
        ended.hold(900);
        ended.end();
        assertThat(budget.used()).isZero();
        assertThat(ended.hold(10)).isFalse();

        share("new").hold(1000);

        assertThat(budget.used()).isEqualTo(1000);
        assertThat(givenUp).isEmpty();
    }

    @Test
    void isExactWhenManyHoldAtOnce() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        InboundBudget large = new InboundBudget(10_000, () -> 0);
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                await(start);
                for (int round = 0; round < 2000; round++) {
                    InboundBudget.Holding share = large.share(() -> {});
                    share.hold(round % 5000);
                    share.hold(round % 3000);
                    share.end();
                }
            });
        }
        start.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(large.used()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
