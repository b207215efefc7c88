package dev.parley.transport.websocket;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.engine.CloseReason;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.InboundLimits;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.TestEngine;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.stress.Interleavings;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** From the queue to the container: the drain of a WebSocket. */
class SendStatesInterleavingsTest {

    private static final InboundLimits ALLOWANCE =
            TestEngine.allowance(1000, new InboundBudget(Long.MAX_VALUE, () -> 0));

    private static final class Listener implements TransportListener {
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public boolean onPacket(EnginePacket packet) {
            return true;
        }

        @Override
        public InboundLimits allowance() {
            return ALLOWANCE;
        }

        @Override
        public void onClosed(CloseReason reason) {
            closes.incrementAndGet();
        }
    }

    /** Completes inside the call, or on the thread of the container, which is one of the test's. */
    private static final class Sender implements FrameSender {
        private final List<String> frames = new ArrayList<>();
        private final boolean inside;
        private final List<Completion> pending = new ArrayList<>();
        private boolean busy;

        Sender(boolean inside) {
            this.inside = inside;
        }

        @Override
        public int batchBytes() {
            return 0;
        }

        @Override
        public void send(List<EnginePacket> packets, Completion completion) {
            synchronized (this) {
                require(!busy, "one send at a time");
                packets.forEach(packet -> frames.add(packet.frame()));
                if (!inside) {
                    busy = true;
                    pending.add(completion);
                    return;
                }
            }
            completion.sent(null);
        }

        /** Completes what is under way; whether there was something. */
        boolean complete(Throwable failure) {
            Completion completion;
            synchronized (this) {
                if (pending.isEmpty()) {
                    return false;
                }
                busy = false;
                completion = pending.remove(0);
            }
            completion.sent(failure);
            return true;
        }
    }

    private static void nothingIsStuck(boolean inside) {
        Interleavings.of(() -> {
            Sender sender = new Sender(inside);
            Listener listener = new Listener();
            AtomicInteger closed = new AtomicInteger();
            WebSocketTransport transport = new WebSocketTransport(
                    SendPath.onTheSpot(sender), ReadControl.NONE, reason -> closed.incrementAndGet(), limit -> {});
            OutboundQueue queue = new OutboundQueue(1000);
            transport.attach(queue, listener);
            together(
                    () -> {
                        queue.offer(EnginePacket.message("a"));
                        transport.flush();
                        queue.offer(EnginePacket.message("b"));
                        transport.flush();
                    },
                    () -> {
                        queue.offer(EnginePacket.message("c"));
                        transport.flush();
                    },
                    () -> {
                        sender.complete(null);
                        transport.sendUnderWay();
                        sender.complete(null);
                    });
            while (sender.complete(null)) {
                // The container takes the rest.
            }
            require(sender.frames.size() == 3 && queue.isEmpty(), "all sent: " + sender.frames);
            require(sender.frames.indexOf("4a") < sender.frames.indexOf("4b"), "in order");
            require(transport.sendUnderWay() == Transport.NONE_UNDER_WAY && transport.isWritable(), "at rest");
            require(listener.closes.get() == 0 && closed.get() == 0, "open");
        });
    }

    @Test
    void nothingIsLeftInTheQueueWhenSendsAreDoneAtOnce() {
        nothingIsStuck(true);
    }

    @Test
    void nothingIsLeftInTheQueueWhenTheContainerIsDoneLater() {
        nothingIsStuck(false);
    }

    @Test
    void theFarewellIsTheLastThingAndTheEndIsToldOnce() {
        Interleavings.of(() -> {
            Sender sender = new Sender(false);
            Listener listener = new Listener();
            AtomicInteger closed = new AtomicInteger();
            WebSocketTransport transport = new WebSocketTransport(
                    SendPath.onTheSpot(sender), ReadControl.NONE, reason -> closed.incrementAndGet(), limit -> {});
            OutboundQueue queue = new OutboundQueue(1000);
            transport.attach(queue, listener);
            queue.offer(EnginePacket.message("a"));
            together(
                    () -> {
                        transport.flush();
                        sender.complete(null);
                    },
                    () -> transport.finish(CloseReason.FORCED_CLOSE, EnginePacket.CLOSE),
                    () -> sender.complete(null));
            while (sender.complete(null)) {
                // The container takes the rest.
            }
            require(sender.frames.equals(List.of("4a")), "sent before the end: " + sender.frames);
            require(closed.get() == 1 && listener.closes.get() >= 1, "closed once, and told");
        });
    }

    @Test
    void aLostConnectionIsClosedOnceAndSendsNothingMore() {
        Interleavings.of(() -> {
            Sender sender = new Sender(false);
            Listener listener = new Listener();
            AtomicInteger closed = new AtomicInteger();
            WebSocketTransport transport = new WebSocketTransport(
                    SendPath.onTheSpot(sender), ReadControl.NONE, reason -> closed.incrementAndGet(), limit -> {});
            OutboundQueue queue = new OutboundQueue(1000);
            transport.attach(queue, listener);
            queue.offer(EnginePacket.message("a"));
            queue.offer(EnginePacket.message("b"));
            together(
                    transport::flush,
                    () -> sender.complete(new IllegalStateException("reset")),
                    () -> transport.terminate(CloseReason.FORCED_CLOSE));
            sender.complete(new IllegalStateException("reset"));
            int frames = sender.frames.size();
            transport.flush();
            require(sender.frames.size() == frames && frames <= 2, "no more after the end");
            require(closed.get() == 1, "closed once: " + closed);
        });
    }
}
