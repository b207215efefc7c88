package dev.parley.socketio.recovery;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.socketio.adapter.SessionStore;
import dev.parley.socketio.adapter.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells the other nodes what the sessions of a namespace are: when one changes, and from time to time, so that it outlives the
 * node. A session that another node has claimed ends here without a sound. Thread-safe; no method blocks.
 */
final class SharedSessions {

    /** How often is looked whether a session has to be written again. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** So many sessions are written again at one look, so that events are not held up; or this share, so that each has its turn. */
    private static final int AT_ONCE = 500;

    private static final int SHARE_AT_ONCE = 20;

    private static final int SHARE_OF_THE_WINDOW = 4;
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** Where the sessions are kept, and what is needed for that. */
    record Needs(
            SessionStore store,
            Supplier<Optional<StreamId>> position,
            Timers timers,
            Executor executor,
            MonotonicClock clock) {}

    private final Needs needs;
    private final SessionStore store;
    private final RecoverySessions sessions;
    private final EventLog log;
    private final Duration lasting;
    private final long interval;
    private Timers.Timeout next = Timers.Timeout.NONE;
    private boolean looking;

    SharedSessions(Needs needs, RecoverySettings settings, RecoverySessions sessions, EventLog log) {
        this.needs = needs;
        this.store = needs.store();
        this.sessions = sessions;
        this.log = log;
        this.interval = settings.window().toNanos() / SHARE_OF_THE_WINDOW;
        // From its last writing to the end of the window after the death of its node.
        this.lasting = settings.window().plus(Duration.ofNanos(2 * interval));
    }

    void open() {
        store.open((pid, generation) -> needs.executor().execute(() -> taken(pid, generation)));
    }

    void close() {
        store.close();
        synchronized (this) {
            next.cancel();
            looking = false;
        }
    }

    /** Up to here everything has been handed out; events of this namespace or not. */
    Mark position() {
        // First the stream: what had been read by then has been handed out since.
        StreamId read = needs.position().get().orElse(StreamId.ZERO);
        Mark handed = log.handed();
        return new Mark(handed.log(), handed.position(), StreamId.later(handed.stream(), read));
    }

    /** How far the stream has been read. */
    StreamId read() {
        return StreamId.later(needs.position().get().orElse(StreamId.ZERO), log.mark().stream());
    }

    /** Writes a session. The store only queues it, so the session's lock is held for a moment. */
    void save(RecoverySession session) {
        RecoverySession.SharedState state = session.shared();
        CompletionStage<SessionStore.Saved> saved;
        // What was read first must not be written last.
        synchronized (state) {
            state.saving(needs.clock().nanos());
            saved = store.save(new SessionStore.Entry(
                    session.pid(),
                    state.generation(),
                    state.isNew(),
                    session.owner(),
                    session.record(position()).text(),
                    lasting));
        }
        long generation = state.generation();
        saved.whenComplete((outcome, failure) -> {
            if (failure != null) {
                state.failed();
            } else if (outcome == SessionStore.Saved.DONE) {
                state.saved();
            } else if (outcome == SessionStore.Saved.MISSING) {
                // The store has lost it: nobody has claimed it, or this node would have been told.
                state.lost();
            } else {
                needs.executor().execute(() -> taken(session.pid(), generation + 1));
            }
        });
        watch();
    }

    private synchronized void watch() {
        if (!looking) {
            looking = true;
            next = needs.timers().schedule(LOOK, () -> needs.executor().execute(this::look));
        }
    }

    private void look() {
        synchronized (this) {
            looking = false;
        }
        long now = needs.clock().nanos();
        List<RecoverySession> all = sessions.all();
        all.stream()
                .filter(session -> session.shared().isDue(now, interval))
                .limit(Math.max(AT_ONCE, all.size() / SHARE_AT_ONCE))
                .forEach(this::save);
        if (!sessions.isEmpty()) {
            watch();
        }
    }

    /** Completes when what was saved before has been taken, on the executor unless it is complete at once. */
    CompletionStage<Void> settled() {
        return onExecutor(store.settled());
    }

    private <T> CompletionStage<T> onExecutor(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.isDone() ? future : future.thenApplyAsync(value -> value, needs.executor());
    }

    /** A session of this node has been claimed by another one, if the generation is later than that of this node. */
    private void taken(String pid, long generation) {
        sessions.find(pid)
                .filter(session -> session.shared().generation() < generation)
                .ifPresent(this::leave);
    }

    /** A session ends here, and perhaps not elsewhere. */
    void leave(RecoverySession session) {
        RecoverableMember member = session.member();
        sessions.end(session);
        if (member != null) {
            member.abandon();
        }
    }

    /** A session ends everywhere. */
    void end(RecoverySession session) {
        store.end(session.pid(), session.shared().generation());
    }

    /**
     * Makes the session that a client shows one of this node, if there is one. Fails if the store cannot be asked.
     */
    CompletionStage<Fetched> claim(RecoveryRequest request, String owner) {
        if (!PID.matcher(request.pid()).matches()) {
            return CompletableFuture.completedStage(Fetched.NONE);
        }
        return onExecutor(store.claim(request.pid(), owner, lasting))
                .thenApply(claim -> take(request.pid(), owner, claim));
    }

    private Fetched take(String pid, String owner, SessionStore.Claim claim) {
        Optional<RecoverySession> known = sessions.find(pid);
        if (claim.verdict() == SessionStore.Verdict.OTHER_USER) {
            return Fetched.NONE;
        }
        if (claim.verdict() == SessionStore.Verdict.UNKNOWN) {
            known.filter(session -> session.owner().equals(owner)).ifPresent(this::leave);
            return Fetched.NONE;
        }
        if (known.isPresent()) {
            long ours = known.get().shared().generation();
            if (ours >= claim.generation()) {
                return Fetched.OVERTAKEN;
            }
            if (ours == claim.generation() - 1) {
                known.get().shared().generation(claim.generation());
                return Fetched.HERE;
            }
            leave(known.get());
        }
        Optional<SessionRecord> record = SessionRecord.of(claim.content());
        record.ifPresent(some -> sessions.adopt(pid, owner, some).shared().generation(claim.generation()));
        return record.isPresent() ? Fetched.HERE : Fetched.NONE;
    }
}
