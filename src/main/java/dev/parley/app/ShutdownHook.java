package dev.parley.app;

/**
 * Something to do when the process is told to end. Servers close their connections before, or while, they stop their
 * applications: by then it is too late to say goodbye to anybody.
 */
final class ShutdownHook {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /** Runs the task at the end of the process, beside whatever else runs then, unless it is deregistered before. */
    static ShutdownHook register(Runnable task) {
        Thread thread = new Thread(task, "parley-shutdown");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    /** Forgets the task, which would keep a web application in memory that has long gone; too late is no error. */
    void deregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The process is ending, and the task runs or has run.
        }
    }
}
