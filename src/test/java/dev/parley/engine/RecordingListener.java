package dev.parley.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Remembers what a session told it, and is an {@link SessionAcceptor} that gives itself to every session. Usable from
 * several threads; counts calls that overlap, which no session may make.
 */
public final class RecordingListener implements SessionListener, SessionAcceptor {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<CloseReason> closes = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private volatile Consumer<EngineSession> opening = session -> {};
    private volatile Consumer<String> reaction = text -> {};

    /** Does something in {@link #onOpen}. */
    public RecordingListener whenOpening(Consumer<EngineSession> action) {
        opening = action;
        return this;
    }

    /** Does something with each text message, after it has been remembered. */
    public RecordingListener whenTold(Consumer<String> action) {
        reaction = action;
        return this;
    }

    @Override
    public SessionListener onOpen(EngineSession session) {
        opening.accept(session);
        return this;
    }

    @Override
    public void onMessage(String text) {
        during(() -> {
            events.add(text);
            reaction.accept(text);
        });
    }

    @Override
    public void onMessage(byte[] binary) {
        during(() -> events.add("0x" + HexFormat.of().formatHex(binary)));
    }

    @Override
    public void onClose(CloseReason reason) {
        during(() -> {
            events.add(reason.text());
            closes.add(reason);
        });
    }

    private void during(Runnable call) {
        if (inside.getAndIncrement() != 0) {
            overlaps.incrementAndGet();
        }
        try {
            call.run();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Everything in order: texts as they came, bytes as {@code 0x…}, the close as the text of its reason. */
    public List<String> events() {
        return new ArrayList<>(events);
    }

    /** The reasons of the closes that were told. */
    public List<CloseReason> closes() {
        return new ArrayList<>(closes);
    }

    /** How often a call came while another was not over. */
    public int overlaps() {
        return overlaps.get();
    }
}
