package dev.parley.engine;

import java.util.concurrent.Executor;

/** Runs every task at once on the thread that brings it. */
public final class DirectExecutor implements Executor {

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
