package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.OutboundQueue.Offer;
import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboundBudgetTest {

    private static final int LARGE = 20_000;
    /** A large packet is there three times, as an object, and in a queue. */
    private static final long LARGE_IN_HEAP = 3 * LARGE + 200 + 8;

    private final OutboundBudget budget = new OutboundBudget(1_000_000);
    private final OutboundQueue queue = new OutboundQueue(Long.MAX_VALUE, budget);

    private static EnginePacket bytes(int size) {
        return EnginePacket.message(new byte[size]);
    }

    @Test
    void littleInAQueueIsNotCounted() {
        for (int i = 0; i < 16; i++) {
            queue.offer(bytes(1024));
        }

        assertThat(budget.used()).isZero();
    }

    @Test
    void allInAQueueIsCountedWhenItIsMuch() {
        queue.offer(bytes(1000));
        queue.offer(bytes(LARGE));

        assertThat(budget.used()).isEqualTo(LARGE_IN_HEAP + 3 * 1000 + 208);
        assertThat(queue.countedBytes()).isEqualTo(LARGE + 1000);
    }

    @Test
    void aPacketThatManyQueuesShareIsThereOnce() {
        EnginePacket shared = bytes(LARGE);
        for (int i = 0; i < 100; i++) {
            new OutboundQueue(Long.MAX_VALUE, budget).offer(shared);
        }

        assertThat(budget.used()).isEqualTo(LARGE_IN_HEAP + 99 * 8);
    }

    @Test
    void whatWasTakenCountsUntilMoreIsTaken() {
        queue.offer(bytes(LARGE));

        queue.poll(0);
        assertThat(budget.used()).isEqualTo(LARGE_IN_HEAP);
        assertThat(queue.countedBytes()).isEqualTo(LARGE);
        queue.poll(0);

        assertThat(budget.used()).isZero();
        assertThat(queue.countedBytes()).isZero();
    }

    @Test
    void orUntilItIsKnownToBeSent() {
        queue.offer(bytes(LARGE));
        queue.poll(0);

        queue.sent();

        assertThat(budget.used()).isZero();
        assertThat(queue.countedBytes()).isZero();
    }

    @Test
    void whatAPollTookCountsUntilTheNextPoll() {
        queue.offer(bytes(LARGE));
        queue.offer(bytes(LARGE));

        queue.pollAll();
        assertThat(budget.used()).isEqualTo(2 * LARGE_IN_HEAP);
        queue.pollAll();

        assertThat(budget.used()).isZero();
    }

    @Test
    void aQueueThatIsDiscardedGivesAllBack() {
        queue.offer(bytes(LARGE));
        queue.poll(0);
        queue.offer(bytes(LARGE));

        queue.sealAndDiscard();

        assertThat(budget.used()).isZero();
        assertThat(queue.poll(0)).isEmpty();
        assertThat(budget.used()).isZero();
    }

    @Test
    void tellsWhoAddsThatItIsSpent() {
        for (int i = 0; i < 16; i++) {
            assertThat(queue.offer(bytes(LARGE))).isEqualTo(Offer.ACCEPTED);
        }

        assertThat(queue.offer(bytes(LARGE))).isEqualTo(Offer.OVER_BUDGET);
        assertThat(queue.offerAll(List.of(bytes(1), bytes(1)))).isEqualTo(Offer.OVER_BUDGET);
    }

    @Test
    void whoHasNextToNothingIsNotConcerned() {
        while (queue.offer(bytes(LARGE)) == Offer.ACCEPTED) {
            assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
        }

        assertThat(new OutboundQueue(Long.MAX_VALUE, budget).offer(bytes(100))).isEqualTo(Offer.ACCEPTED);
    }

    @Test
    void nothingIsLeftHoweverManyShareAndTakeAtTheSameTime() {
        List<OutboundQueue> queues = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            queues.add(new OutboundQueue(Long.MAX_VALUE, budget));
        }
        Race.Runner adder = () -> {
            for (int i = 0; i < 500; i++) {
                EnginePacket shared = bytes(7_000);
                queues.forEach(each -> each.offerAll(List.of(shared, bytes(1))));
            }
        };
        Race.Runner taker = () -> {
            Random random = new Random(7);
            for (int i = 0; i < 2_000; i++) {
                OutboundQueue any = queues.get(random.nextInt(queues.size()));
                List<EnginePacket> taken = random.nextInt(10) == 0 ? any.pollAll() : any.poll(30_000);
                assertThat(taken).isNotNull();
            }
        };

        Race.between(adder, adder, taker);
        for (OutboundQueue each : queues) {
            each.pollAll();
            each.pollAll();
        }

        assertThat(budget.used()).isZero();
    }
}
