package dev.parley.app;

/**
 * Runs a task when the process is told to end. Servers close their connections before or while they stop their
 * applications. When an application stops, it is too late to close sessions in order.
 */
final class ShutdownHook {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /**
     * Runs the task at the end of the process, in parallel with other shutdown hooks, unless it is deregistered before.
     */
    static ShutdownHook register(Runnable task) {
        Thread thread = new Thread(task, "parley-shutdown");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    /**
     * Removes the hook, which would keep a stopped web application in memory. Does nothing if the process is already
     * ending.
     */
    void deregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The process is ending; the task is running or has run.
        }
    }
}
