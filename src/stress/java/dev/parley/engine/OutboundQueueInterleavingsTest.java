package dev.parley.engine;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.stress.Interleavings;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

class OutboundQueueInterleavingsTest {

    private static final int CAPACITY = 8;
    /** Bytes, because the size of a text takes a walk over it, and each step would count. */
    private static final byte[] LARGE = new byte[OutboundBudget.UNCOUNTED];

    private static final byte[] SMALL = {1};

    /** The queue's operations, in words that can be compared. */
    public static class Operations {

        private final OutboundQueue queue = new OutboundQueue(CAPACITY);

        /** Adds a packet of so many bytes. */
        @Operation
        public String offer(@Param(gen = IntGen.class, conf = "0:5") int size) {
            return queue.offer(EnginePacket.message("x".repeat(size))).name();
        }

        /** Adds two, or none. */
        @Operation
        public String offerBoth() {
            return queue.offerAll(List.of(EnginePacket.message("a"), EnginePacket.message("bb")))
                    .name();
        }

        /** Takes some. */
        @Operation
        public List<String> poll(@Param(gen = IntGen.class, conf = "0:6") int most) {
            return frames(queue.poll(most));
        }

        /** Takes all. */
        @Operation
        public List<String> pollAll() {
            return frames(queue.pollAll());
        }

        /** How much waits. */
        @Operation
        public int bytes() {
            return queue.bytes();
        }

        /** The end. */
        @Operation
        public void seal() {
            queue.seal();
        }
    }

    private static List<String> frames(List<EnginePacket> packets) {
        List<String> frames = new ArrayList<>();
        for (EnginePacket packet : packets) {
            frames.add(packet.frame());
        }
        return frames;
    }

    @Test
    void itsOperationsAreAtomic() {
        Interleavings.areLinearizable(Operations.class);
    }

    @Test
    void nothingIsLeftInTheBudgetWhenItsQueuesEnd() {
        Interleavings.of(() -> {
            OutboundBudget budget = new OutboundBudget(Long.MAX_VALUE);
            EnginePacket large = EnginePacket.message(LARGE);
            EnginePacket small = EnginePacket.message(SMALL);
            OutboundQueue one = new OutboundQueue(Long.MAX_VALUE, budget);
            OutboundQueue other = new OutboundQueue(Long.MAX_VALUE, budget);
            together(
                    () -> {
                        one.offer(large);
                        one.offer(small);
                        other.offer(large);
                        other.offer(small);
                    },
                    () -> {
                        one.poll(1);
                        one.pollAll();
                        other.sealAndDiscard();
                    },
                    () -> {
                        other.pollAll();
                        one.sealAndDiscard();
                    });
            require(budget.used() == 0, "back at nothing: " + budget.used());
        });
    }
}
