package dev.parley.events.call;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.Execution;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Handles the events of a socket one after the other. An event is over when its stage has completed. The number of
 * waiting events is bounded: the source is asked to pause, and what arrives nevertheless is refused. Thread-safe; nothing
 * of others is called under the lock.
 */
final class EventTurn {

    /** At so many waiting events the source is asked to pause. */
    static final int PAUSE_AT = 100;
    /** At so many waiting events the source may go on. */
    static final int RESUME_AT = PAUSE_AT / 2;
    /** So many events may wait, as some are on their way when the source pauses. */
    static final int MAX_WAITING = 1000;
    /** So many events are handled before other sockets get the thread. */
    private static final int BATCH = 16;

    private static final Logger LOG = System.getLogger(EventTurn.class.getName());

    /** Something that is done in its turn. */
    interface Task {

        /** How the task is to be run. */
        Execution execution();

        /** What a task returns that cannot be begun on a thread that must not block. */
        CompletionStage<Void> ELSEWHERE = new CompletableFuture<>();

        /**
         * Begins the task.
         *
         * @param mayBlock whether the calling thread may block; if not, it is the one that has read the event
         * @return completes when the task is over; null if it is over already; {@link #ELSEWHERE} if it has to be begun
         *     once more on a thread that may block, and this one does not
         */
        CompletionStage<?> begin(boolean mayBlock);

        /** The task is not done. */
        void refuse(RefusedException reason);
    }

    private enum Flow {
        FLOWING,
        PAUSING,
        PAUSED
    }

    private final Executor blocking;
    private final Runnable pause;
    private final Runnable resume;
    private final Deque<Task> waiting = new ArrayDeque<>(2);
    private Flow flow = Flow.FLOWING;
    /** Whether a task that keeps the order is being run, or is about to be run. */
    private boolean running;

    private int concurrent;
    private boolean ended;
    private Runnable last;

    /**
     * @param blocking runs tasks that may block; may reject them
     * @param pause asks the source to pause
     * @param resume lets the source go on, as often as it was asked to pause
     */
    EventTurn(Executor blocking, Runnable pause, Runnable resume) {
        this.blocking = blocking;
        this.pause = pause;
        this.resume = resume;
    }

    /** Runs a task in its turn, or refuses it if too many wait; drops it if the turn has ended. */
    void submit(Task task) {
        boolean inOrder = task.execution() != Execution.CONCURRENT;
        boolean idle;
        boolean full;
        boolean tooMany;
        synchronized (this) {
            if (ended) {
                return;
            }
            idle = inOrder && !running;
            tooMany = !idle && waiting.size() + concurrent >= MAX_WAITING;
            if (idle) {
                running = true;
            } else if (!tooMany && inOrder) {
                waiting.add(task);
            } else if (!tooMany) {
                concurrent++;
            }
            full = flow == Flow.FLOWING && waiting.size() + concurrent >= PAUSE_AT;
            flow = full ? Flow.PAUSING : flow;
        }
        if (full) {
            paused();
        }
        if (tooMany) {
            task.refuse(busy("Too many of your events wait. Wait for their answers before you send more."));
        } else if (idle) {
            start(task);
        } else if (!inOrder) {
            runBesides(task);
        }
    }

    /** Starts a task that keeps the order, while no other one runs. */
    private void start(Task task) {
        if (task.execution() == Execution.NON_BLOCKING) {
            CompletionStage<?> stage = begin(task, false);
            if (stage != Task.ELSEWHERE) {
                goOn(stage);
                return;
            }
        }
        synchronized (this) {
            waiting.addFirst(task);
        }
        schedule();
    }

    /** Has the next task run on a thread that may block, if there is one. */
    private void schedule() {
        while (goesOn()) {
            try {
                blocking.execute(this::runSome);
                return;
            } catch (RejectedExecutionException e) {
                Task task = next();
                if (task == null) {
                    return;
                }
                task.refuse(busy("The server is busy. Try again in a moment."));
            }
        }
    }

    private void runSome() {
        for (int i = 0; i < BATCH; i++) {
            Task task = next();
            if (task == null) {
                return;
            }
            CompletionStage<?> stage = begin(task, true);
            if (stage != null) {
                goOn(stage);
                return;
            }
        }
        schedule();
    }

    /** Goes on when a task is over. */
    private void goOn(CompletionStage<?> stage) {
        if (stage == null) {
            schedule();
        } else {
            stage.whenComplete((result, failure) -> schedule());
        }
    }

    private static CompletionStage<?> begin(Task task, boolean mayBlock) {
        try {
            return task.begin(mayBlock);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An event could not be handled", e);
            return null;
        }
    }

    private void runBesides(Task task) {
        try {
            blocking.execute(() -> {
                CompletionStage<?> stage = begin(task, true);
                if (stage == null) {
                    leftOne();
                } else {
                    stage.whenComplete((result, failure) -> leftOne());
                }
            });
        } catch (RejectedExecutionException e) {
            task.refuse(busy("The server is busy. Try again in a moment."));
            leftOne();
        }
    }

    private void leftOne() {
        Runnable then;
        synchronized (this) {
            concurrent--;
            then = takeLast();
        }
        run(then);
        resumeIfFew();
    }

    /** Whether other tasks that keep the order wait. */
    synchronized boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    private boolean goesOn() {
        Runnable then;
        synchronized (this) {
            if (!waiting.isEmpty()) {
                return true;
            }
            running = false;
            then = takeLast();
        }
        run(then);
        return false;
    }

    /** Takes the next task; null if there is none, and then nobody runs from now on. */
    private Task next() {
        Task task;
        Runnable then;
        synchronized (this) {
            task = waiting.poll();
            running = task != null;
            then = takeLast();
        }
        run(then);
        resumeIfFew();
        return task;
    }

    /** The source has to be asked before anybody lets it go on. */
    private void paused() {
        pause.run();
        synchronized (this) {
            flow = Flow.PAUSED;
        }
        resumeIfFew();
    }

    private void resumeIfFew() {
        synchronized (this) {
            if (flow != Flow.PAUSED || waiting.size() + concurrent > RESUME_AT && !ended) {
                return;
            }
            flow = Flow.FLOWING;
        }
        resume.run();
    }

    /**
     * Ends the turn. What waits is dropped.
     *
     * @param afterwards is called once, when the tasks that were running are over, on any thread; must not block
     */
    void end(Runnable afterwards) {
        Runnable then;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            last = afterwards;
            then = takeLast();
        }
        run(then);
        resumeIfFew();
    }

    private Runnable takeLast() {
        if (!ended || running || concurrent > 0) {
            return null;
        }
        Runnable taken = last;
        last = null;
        return taken;
    }

    private static void run(Runnable then) {
        if (then != null) {
            then.run();
        }
    }

    private static RefusedException busy(String message) {
        return new RefusedException(ErrorCode.RATE_LIMIT_EXCEEDED, message);
    }
}
