package dev.parley.transport.websocket;

import dev.parley.engine.OutboundQueue;
import dev.parley.engine.Transport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.SendPath;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Sends what waits in the queue of one WebSocket, in order and on one thread at a time.
 *
 * <p>A thread that queues a packet starts to drain the queue, on the executor of the {@link SendPath}, unless the queue
 * is already being drained. After the container has accepted the previous send, all waiting packets are sent together,
 * as far as the path can do that. If a completion comes inside the call, the loop continues, so that the stack does not
 * grow with the queue; a later completion starts another run on the executor.
 *
 * <p>A thread that answers what the client has sent {@linkplain #cork corks} the queue: what it queues meanwhile leaves
 * when it takes the cork off, in one send, and if the path allows it, on that thread. So an answer wakes no other
 * thread. What a client does not take at once, and what comes meanwhile, is left to the executor.
 */
final class QueueDrain {

    /** So many flushes are held back by a cork; then the executor begins, so that no answer waits for many others. */
    private static final int MOST_CORKED = 16;

    private static final int IN_CALL = 0;
    private static final int LEFT_CALL = 1;
    private static final int COMPLETED = 2;

    /** A field and not an object of its own, because every broadcast reads it for every client. */
    private static final AtomicReferenceFieldUpdater<QueueDrain, Thread> CORKING =
            AtomicReferenceFieldUpdater.newUpdater(QueueDrain.class, Thread.class, "corking");

    /** What becomes of the transport. */
    interface End {

        /** Whether the transport has ended; nothing is sent then. */
        boolean isOver();

        /** Whether the transport ends as soon as its queue is empty. */
        boolean isFinishing();

        /** The queue is empty, and the transport is finishing. */
        void finished();

        /** A send has failed. */
        void lost();
    }

    private final SendPath path;
    private final FrameSender sender;
    private final End end;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicInteger sending = new AtomicInteger(COMPLETED);
    private final FrameSender.Completion completion = this::sent;
    private final Runnable drain = this::drain;
    /** The thread that has put the cork on; null if there is none. */
    private volatile Thread corking;

    /** How many nested calls have put the cork on, as the next field used only by the thread that has put it on. */
    private int depth;

    /** How many flushes the cork has held back. */
    private int corked;
    /** How many sends have begun; written only by the thread that drains the queue. */
    private volatile long sends;

    private volatile OutboundQueue queue;

    QueueDrain(SendPath path, End end) {
        this.path = path;
        this.sender = path.sender();
        this.end = end;
    }

    /** From now on packets are taken from this queue. */
    void attach(OutboundQueue source) {
        queue = source;
    }

    /**
     * Holds back what this thread queues from now on. Another thread that flushes meanwhile sends that, too. Calls may
     * be nested; each is followed by {@link #uncork()}. Only one thread at a time has a cork: for others the calls do
     * nothing.
     */
    void cork() {
        Thread current = Thread.currentThread();
        if (corking == current) {
            depth++;
        } else if (corking == null && CORKING.compareAndSet(this, null, current)) {
            depth = 1;
        }
    }

    /** Takes the cork off, if this is the outermost call, and sends what it has held back. */
    void uncork() {
        if (corking == Thread.currentThread() && --depth == 0) {
            boolean any = corked > 0;
            corked = 0;
            corking = null;
            if (any && draining.compareAndSet(false, true)) {
                drainHereOrElsewhere();
            }
        }
    }

    private void drainHereOrElsewhere() {
        if (path.mayWriteHere()) {
            drainHere();
        } else {
            path.drains().execute(drain);
        }
    }

    /** There may be packets in the queue, or the transport is finishing. */
    void flush() {
        Thread holder = corking;
        if (holder != null && holder == Thread.currentThread() && ++corked <= MOST_CORKED) {
            return;
        }
        if (draining.compareAndSet(false, true)) {
            path.drains().execute(drain);
        }
    }

    /** Makes one send on this thread, and leaves what is left to the executor. Only a thread that has set {@code draining} calls this. */
    private void drainHere() {
        List<EnginePacket> packets = next();
        if (!packets.isEmpty() && !send(packets)) {
            return;
        }
        OutboundQueue source = queue;
        if (source != null) {
            source.sent();
        }
        draining.set(false);
        if (hasWork() && draining.compareAndSet(false, true)) {
            path.drains().execute(drain);
        }
    }

    /**
     * Sends until the queue is empty or a send is not completed at once. Only a thread that has set {@code draining}
     * calls this.
     */
    private void drain() {
        while (true) {
            List<EnginePacket> packets = next();
            if (!packets.isEmpty()) {
                if (!send(packets)) {
                    return;
                }
                continue;
            }
            draining.set(false);
            // A thread that queued a packet or asked to finish before the previous line saw the flag set, and relies on
            // this thread.
            if (!hasWork() || !draining.compareAndSet(false, true)) {
                return;
            }
            if (end.isFinishing() && !end.isOver() && queue.isEmpty()) {
                end.finished();
            }
        }
    }

    private List<EnginePacket> next() {
        OutboundQueue source = queue;
        return end.isOver() || source == null ? List.of() : source.poll(sender.batchBytes());
    }

    /** Returns whether the send is complete. If not, its completion goes on. */
    private boolean send(List<EnginePacket> packets) {
        sends = sends + 1;
        sending.set(IN_CALL);
        sender.send(packets, completion);
        return !sending.compareAndSet(IN_CALL, LEFT_CALL);
    }

    private boolean hasWork() {
        OutboundQueue source = queue;
        return !end.isOver() && source != null && (end.isFinishing() || !source.isEmpty());
    }

    private void sent(Throwable failure) {
        if (sending.get() == IN_CALL && failure != null) {
            end.lost();
        }
        if (!sending.compareAndSet(IN_CALL, COMPLETED)) {
            sending.set(COMPLETED);
            // This thread belongs to the container and has no context of the application.
            path.drains().execute(failure == null ? drain : this::lostLater);
        }
    }

    private void lostLater() {
        end.lost();
        drain();
    }

    /** See {@link Transport#sendUnderWay()}. */
    long sendUnderWay() {
        // The state must be read before the number: the number of a later send does no harm here, but the number of an
        // earlier send would.
        return sending.get() == COMPLETED ? Transport.NONE_UNDER_WAY : sends;
    }

    /** See {@link Transport#bytesUnderWay()}. */
    long bytesUnderWay() {
        return sending.get() == COMPLETED ? 0 : sender.unsent();
    }

    /** Whether nobody sends now. */
    boolean isIdle() {
        return !draining.get();
    }
}
