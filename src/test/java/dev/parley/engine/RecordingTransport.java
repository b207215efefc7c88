package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A transport without a network that behaves as its kind does and remembers what it sent. Thread-safe.
 *
 * <p>A WebSocket sends whenever it is asked to, unless the client {@linkplain #stopReading() does not read}. Polling
 * sends only while the client {@linkplain #poll() polls}, one payload for each poll.
 */
public final class RecordingTransport implements Transport {

    /** The calls of {@link Transport} that a test can put something in front of. */
    public enum Call {
        /** See {@link Transport#name}; not in the journal. */
        NAME,
        /** See {@link Transport#attach}. */
        ATTACH,
        /** See {@link Transport#flush}; not in the journal. */
        FLUSH,
        /** See {@link Transport#finish}. */
        FINISH,
        /** See {@link Transport#terminate}. */
        TERMINATE,
        /** See {@link Transport#pause}. */
        PAUSE,
        /** See {@link Transport#resume}. */
        RESUME,
        /** See {@link Transport#discard}. */
        DISCARD
    }

    private final TransportName name;
    private final List<EnginePacket> sent = new ArrayList<>();
    private final Map<Call, Runnable> hooks = new EnumMap<>(Call.class);
    private final List<Integer> allowed = new ArrayList<>();
    private List<String> journal = new ArrayList<>();
    private OutboundQueue queue;
    private TransportListener listener;
    private EnginePacket farewell;
    private CloseReason terminated;
    private boolean ready;
    private boolean paused;
    private boolean receiving = true;
    private boolean over;
    private int answers;

    private RecordingTransport(TransportName name, boolean ready) {
        this.name = name;
        this.ready = ready;
    }

    /** Polling, with no poll under way. */
    public static RecordingTransport polling() {
        return new RecordingTransport(TransportName.POLLING, false);
    }

    /** A WebSocket whose client reads. */
    public static RecordingTransport webSocket() {
        return new RecordingTransport(TransportName.WEBSOCKET, true);
    }

    /** Writes its calls, as {@code polling pause}, into a journal that it may share with other transports. */
    public synchronized RecordingTransport writingTo(List<String> sharedJournal) {
        journal = sharedJournal;
        return this;
    }

    /** Does something once, on the caller's thread, right before the next such call takes effect. */
    public synchronized RecordingTransport before(Call call, Runnable hook) {
        hooks.put(call, hook);
        return this;
    }

    /** The client polls; the answer is in {@link #sent()}, now or when there is something to say. */
    public void poll() {
        synchronized (this) {
            ready = true;
        }
        drain();
    }

    /** The client of a WebSocket reads no more: nothing can be sent. */
    public synchronized void stopReading() {
        ready = false;
    }

    /** The client of a WebSocket reads again. */
    public void readAgain() {
        poll();
    }

    /** A packet comes from the client. */
    public boolean receive(EnginePacket packet) {
        return currentListener().onPacket(packet);
    }

    /** The transport breaks, or finds that what came is no packet. */
    public void lose(CloseReason reason) {
        currentListener().onClosed(reason);
    }

    private synchronized TransportListener currentListener() {
        return listener;
    }

    /** All packets that went to the client, in order. */
    public synchronized List<EnginePacket> sent() {
        return new ArrayList<>(sent);
    }

    @Override
    public synchronized void receiving(boolean on) {
        receiving = on;
    }

    /** What {@link Transport#receiving} was told last; true before that. */
    public synchronized boolean isReceiving() {
        return receiving;
    }

    @Override
    public synchronized void allow(int maxMessage) {
        allowed.add(maxMessage);
    }

    /** What {@link Transport#allow} was told, in order. */
    public synchronized List<Integer> allowed() {
        return new ArrayList<>(allowed);
    }

    /** The text frames of {@link #sent()}. */
    public List<String> frames() {
        return sent().stream().map(EnginePacket::frame).toList();
    }

    /** The calls, as {@code polling pause}, also those of transports that share the journal. */
    public List<String> journal() {
        synchronized (this) {
            return List.copyOf(journal);
        }
    }

    /** The reason of the first {@link #terminate}, if there was one. */
    public synchronized Optional<CloseReason> terminated() {
        return Optional.ofNullable(terminated);
    }

    /** Whether the client is kept from polling for long. */
    public synchronized boolean isPaused() {
        return paused;
    }

    /** Whether it has ended, in whichever manner, or was discarded. */
    public synchronized boolean isOver() {
        return over;
    }

    @Override
    public TransportName name() {
        runHook(Call.NAME);
        return name;
    }

    @Override
    public void attach(OutboundQueue newQueue, TransportListener newListener) {
        note(Call.ATTACH);
        synchronized (this) {
            queue = newQueue;
            listener = newListener;
        }
    }

    @Override
    public void flush() {
        runHook(Call.FLUSH);
        drain();
    }

    @Override
    public synchronized boolean isWritable() {
        return ready && !over;
    }

    @Override
    public void answer(Runnable sends) {
        synchronized (this) {
            answers++;
        }
        sends.run();
    }

    /** How often something was sent as an answer. */
    public synchronized int answers() {
        return answers;
    }

    @Override
    public void finish(CloseReason reason, EnginePacket last) {
        note(Call.FINISH);
        synchronized (this) {
            farewell = last;
        }
        drain();
    }

    @Override
    public void terminate(CloseReason reason) {
        note(Call.TERMINATE);
        synchronized (this) {
            over = true;
            if (terminated == null) {
                terminated = reason;
            }
        }
    }

    @Override
    public void pause() {
        note(Call.PAUSE);
        synchronized (this) {
            paused = true;
        }
        drain();
    }

    @Override
    public void resume() {
        note(Call.RESUME);
        synchronized (this) {
            paused = false;
        }
    }

    @Override
    public void discard() {
        note(Call.DISCARD);
        synchronized (this) {
            over = true;
        }
    }

    private void note(Call call) {
        runHook(call);
        synchronized (this) {
            journal.add(name.text() + " " + call.name().toLowerCase(Locale.ROOT));
        }
    }

    private void runHook(Call call) {
        Runnable hook;
        synchronized (this) {
            hook = hooks.remove(call);
        }
        if (hook != null) {
            hook.run();
        }
    }

    private void drain() {
        TransportListener told = null;
        synchronized (this) {
            if (queue == null || over || !ready) {
                return;
            }
            List<EnginePacket> batch = new ArrayList<>(queue.pollAll());
            if (name == TransportName.POLLING) {
                endPoll(batch);
            }
            sent.addAll(batch);
            if (farewell != null) {
                over = true;
                told = listener;
            }
        }
        if (told != null) {
            told.onClosed(CloseReason.TRANSPORT_CLOSE);
        }
    }

    private void endPoll(List<EnginePacket> payload) {
        if (farewell != null) {
            payload.add(farewell);
        } else if (payload.isEmpty() && paused) {
            payload.add(EnginePacket.NOOP);
        }
        ready = payload.isEmpty();
    }
}
