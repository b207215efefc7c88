package dev.parley.bench.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that the benchmark has started. Whatever ends the benchmark ends them, by their ids. */
public final class ChildProcesses {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private static volatile boolean closed;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll, "kill-children"));
    }

    private ChildProcesses() {}

    private static void killAll() {
        closed = true;
        RUNNING.forEach(ChildProcesses::kill);
    }

    /** Looks after a process until it is ended; at once if this process is about to end. */
    public static Process own(Process process) {
        RUNNING.add(process);
        if (closed) {
            kill(process);
        }
        process.onExit().thenAccept(RUNNING::remove);
        return process;
    }

    /** Asks a process and its children to end, and kills after 15 s what has not, or when interrupted. */
    public static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill(process);
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
