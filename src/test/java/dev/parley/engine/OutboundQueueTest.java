package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.OutboundQueue.Offer;
import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

    private final OutboundQueue queue = new OutboundQueue(10);

    @Test
    void givesPacketsInTheOrderOfTheirComing() {
        queue.offer(text("a"));
        queue.offerAll(List.of(text("b"), text("c")));
        queue.offer(text("d"));

        assertThat(queue.poll(0)).extracting(EnginePacket::text).containsExactly("a");
        assertThat(queue.pollAll()).extracting(EnginePacket::text).containsExactly("b", "c", "d");
        assertThat(queue.poll(0)).isEmpty();
        assertThat(queue.pollAll()).isEmpty();
    }

    @Test
    void givesAsManyPacketsAsFitTogether() {
        queue.offerAll(List.of(bytes(2), bytes(3), bytes(4), bytes(1)));

        assertThat(queue.poll(8)).extracting(EnginePacket::size).containsExactly(2, 3);
        assertThat(queue.bytes()).isEqualTo(5);
        assertThat(queue.poll(5)).extracting(EnginePacket::size).containsExactly(4, 1);
        assertThat(queue.poll(5)).isEmpty();
    }

    @Test
    void givesAPacketThatIsLargerThanWhatIsAskedForByItself() {
        queue.offerAll(List.of(bytes(9), bytes(1)));

        assertThat(queue.poll(8)).extracting(EnginePacket::size).containsExactly(9);
        assertThat(queue.poll(8)).extracting(EnginePacket::size).containsExactly(1);
    }

    @Test
    void countsTheBytesThatWait() {
        queue.offer(bytes(3));
        queue.offer(bytes(4));
        assertThat(queue.bytes()).isEqualTo(7);

        queue.poll(0);
        assertThat(queue.bytes()).isEqualTo(4);

        queue.pollAll();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void takesExactlyItsCapacityAndNotAByteMore() {
        assertThat(queue.offer(bytes(4))).isEqualTo(Offer.ACCEPTED);
        assertThat(queue.offer(bytes(6))).isEqualTo(Offer.ACCEPTED);
        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void tellsTheOverflowOnceAndIsSealedFromThenOn() {
        queue.offer(bytes(10));

        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.OVERFLOW);
        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.SEALED);
        queue.pollAll();
        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.SEALED);
        assertThat(queue.offerAll(List.of(bytes(1), bytes(1)))).isEqualTo(Offer.SEALED);
    }

    @Test
    void anOverflowLeavesWhatWasThere() {
        queue.offer(text("first"));
        queue.offer(bytes(10));

        assertThat(queue.pollAll()).extracting(EnginePacket::text).containsExactly("first");
    }

    @Test
    void aSinglePacketMayBeLargerThanTheWholeQueueIfItIsEmpty() {
        assertThat(queue.offer(bytes(1000))).isEqualTo(Offer.ACCEPTED);
        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void aLargePacketBehindASmallOneIsTooMuch() {
        queue.offer(bytes(1));

        assertThat(queue.offer(bytes(1000))).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void hasRoomAgainWhenPacketsWereTaken() {
        queue.offer(bytes(6));
        queue.offer(bytes(4));
        queue.poll(0);

        assertThat(queue.offer(bytes(6))).isEqualTo(Offer.ACCEPTED);
    }

    @Test
    void packetsThatBelongTogetherComeAllOrNone() {
        queue.offer(text("a"));

        assertThat(queue.offerAll(List.of(bytes(4), bytes(4), bytes(4)))).isEqualTo(Offer.OVERFLOW);
        assertThat(queue.pollAll()).extracting(EnginePacket::text).containsExactly("a");
    }

    @Test
    void packetsThatBelongTogetherMayBeLargerThanAnEmptyQueue() {
        assertThat(queue.offerAll(List.of(bytes(8), bytes(8)))).isEqualTo(Offer.ACCEPTED);
        assertThat(queue.bytes()).isEqualTo(16);
    }

    @Test
    void packetsThatBelongTogetherStayTogetherAmongManyAdders() {
        OutboundQueue large = new OutboundQueue(Integer.MAX_VALUE);
        Race.Runner adder = () -> {
            for (int i = 0; i < 2_000; i++) {
                large.offerAll(List.of(text("head"), text("tail")));
            }
        };

        Race.between(adder, adder, adder);

        List<EnginePacket> taken = large.pollAll();
        assertThat(taken).hasSize(12_000);
        for (int i = 0; i < taken.size(); i += 2) {
            assertThat(taken.get(i).text()).isEqualTo("head");
            assertThat(taken.get(i + 1).text()).isEqualTo("tail");
        }
    }

    @Test
    void oneOfManyAddersIsToldOfTheOverflow() {
        AtomicInteger overflows = new AtomicInteger();
        Race.Runner adder = () -> {
            for (int i = 0; i < 20; i++) {
                if (queue.offer(bytes(1)) == Offer.OVERFLOW) {
                    overflows.incrementAndGet();
                }
            }
        };

        Race.between(adder, adder, adder, adder);

        assertThat(overflows).hasValue(1);
        assertThat(queue.bytes()).isEqualTo(10);
    }

    @Test
    void whoTakesWhileOthersAddMissesNothing() {
        OutboundQueue large = new OutboundQueue(Integer.MAX_VALUE);
        List<String> taken = new ArrayList<>();
        Race.between(
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        large.offer(text(Integer.toString(i)));
                    }
                },
                () -> {
                    while (taken.size() < 10_000) {
                        large.poll(20).forEach(packet -> taken.add(packet.text()));
                        large.pollAll().forEach(other -> taken.add(other.text()));
                    }
                });

        for (int i = 0; i < 10_000; i++) {
            assertThat(taken.get(i)).isEqualTo(Integer.toString(i));
        }
        assertThat(large.bytes()).isZero();
    }

    @Test
    void sealedRefusesAdditionsAndStillGivesWhatItHas() {
        queue.offer(text("a"));
        queue.seal();

        assertThat(queue.offer(text("b"))).isEqualTo(Offer.SEALED);
        assertThat(queue.poll(0)).extracting(EnginePacket::text).containsExactly("a");
        assertThat(queue.poll(0)).isEmpty();
    }

    @Test
    void discardedHasNothingAndTakesNothing() {
        queue.offer(text("a"));
        queue.sealAndDiscard();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.offer(text("b"))).isEqualTo(Offer.SEALED);
    }

    @Test
    void countsMoreThanAnIntHolds() {
        EnginePacket megabytes = bytes(32 << 20);
        queue.offerAll(Collections.nCopies(100, megabytes));
        assertThat(queue.bytes()).isEqualTo(Integer.MAX_VALUE);

        for (int i = 0; i < 70; i++) {
            queue.poll(0);
        }

        assertThat(queue.bytes()).isEqualTo(30 * (32 << 20));
        assertThat(queue.offer(bytes(1))).isEqualTo(Offer.OVERFLOW);
    }

    private static EnginePacket text(String text) {
        return EnginePacket.message(text);
    }

    private static EnginePacket bytes(int size) {
        return EnginePacket.message(new byte[size]);
    }
}
