package dev.parley.it;

import dev.parley.it.server.Jcmd;
import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the servers of this virtual machine do when something has not come in time, in a file beside their logs. A time-out that
 * comes once in a thousand runs has to explain itself when it comes.
 */
final class ThreadDumps {

    /** So many tell enough. */
    private static final int MOST = 20;

    private static final long ANSWER_SECONDS = 10;
    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private ThreadDumps() {}

    /** Writes what the threads of all servers do, if there are any; returns where. */
    static String ofServers() {
        List<ProcessHandle> servers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
        int number = WRITTEN.incrementAndGet();
        if (servers.isEmpty() || number > MOST) {
            return "no threads are written down";
        }
        StringBuilder all = new StringBuilder();
        servers.forEach(server -> all.append("Process ")
                .append(server.pid())
                .append('\n')
                .append(of(server.pid()))
                .append('\n'));
        Path file = Path.of("target", "it-logs", "timeout-" + TestFork.number() + "-" + number + ".txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "the servers' threads are in " + file;
    }

    /** A server that a test has stopped for a while does not answer. */
    private static String of(long pid) {
        return CompletableFuture.supplyAsync(() -> Jcmd.run(pid, "Thread.print", "-l"))
                .completeOnTimeout("no answer", ANSWER_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    return cause.toString();
                })
                .join();
    }
}
