package dev.parley.redis.messaging.streams;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.SocketPacket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Passes on what comes by the stream and what comes by channels, one at a time. A request of a channel waits until the stream
 * has been read as far as it goes now, and for the requests before it. When that is not to be known, or when many wait, it is
 * passed on as it comes.
 */
final class RequestOrder {

    /** So many requests wait at most. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = System.getLogger(RequestOrder.class.getName());

    private final Supplier<CompletionStage<Boolean>> caughtUp;
    private final Object delivery = new Object();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Complete when no request waits. Only for the thread that reads the channels. */
    private CompletionStage<Void> last = CompletableFuture.completedStage(null);

    /** An order; the function tells when everything has been read that is in the stream now. */
    RequestOrder(Supplier<CompletionStage<Boolean>> caughtUp) {
        this.caughtUp = caughtUp;
    }

    /** Takes what comes by the stream. */
    ClusterListener ofStream(ClusterListener listener) {
        return new OneAtATime(listener);
    }

    /** Takes what comes by channels, all of them by one thread. */
    ClusterListener ofChannels(ClusterListener listener) {
        return new OneAtATime(listener) {
            @Override
            public void request(String node, ClusterRequest request) {
                afterStream(() -> super.request(node, request));
            }
        };
    }

    private void afterStream(Runnable request) {
        if (waiting.get() >= MAX_WAITING) {
            request.run();
            return;
        }
        waiting.incrementAndGet();
        last = last.thenCombine(caughtUp.get(), (nothing, isCaughtUp) -> nothing)
                .thenRun(request)
                .handle((nothing, failure) -> {
                    waiting.decrementAndGet();
                    if (failure != null) {
                        LOG.log(Level.ERROR, "A request could not be served", failure);
                    }
                    return null;
                });
    }

    private class OneAtATime implements ClusterListener {
        private final ClusterListener listener;

        OneAtATime(ClusterListener listener) {
            this.listener = listener;
        }

        @Override
        public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
            synchronized (delivery) {
                listener.broadcast(node, packet, options);
            }
        }

        @Override
        public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
            synchronized (delivery) {
                listener.broadcast(node, packet, options, origin);
            }
        }

        @Override
        public void returned(EventOrigin origin) {
            synchronized (delivery) {
                listener.returned(origin);
            }
        }

        @Override
        public void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
            synchronized (delivery) {
                listener.past(packet, options, origin);
            }
        }

        @Override
        public Duration keeps() {
            return listener.keeps();
        }

        @Override
        public void begun(StreamId position) {
            synchronized (delivery) {
                listener.begun(position);
            }
        }

        @Override
        public void request(String node, ClusterRequest request) {
            synchronized (delivery) {
                listener.request(node, request);
            }
        }

        @Override
        public void missed() {
            synchronized (delivery) {
                listener.missed();
            }
        }

        @Override
        public void response(String node, ClusterResponse response) {
            synchronized (delivery) {
                listener.response(node, response);
            }
        }
    }
}
