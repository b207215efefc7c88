package dev.parley.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells a person at the terminal how a server fares: what its log warns of, and where it can be reached. For one thread. */
final class ServerWatch {

    /** How long the application may take when the server says that its own start is over. */
    private static final Duration APPLICATION_START = Duration.ofSeconds(10);

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int LAST_LINES = 15;

    private final AppServer server;
    private final ServerJvm jvm;
    private final Path file;
    private final LogTail log;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Begins to read the log.
     *
     * @param file the log, which exists
     */
    ServerWatch(AppServer server, Site site, ServerJvm jvm, Path file) throws IOException {
        this.server = server;
        this.jvm = jvm;
        this.file = file;
        this.log = new LogTail(file);
        String root = site.contextRoot();
        this.address = URI.create("http://localhost:" + site.port() + root + (root.endsWith("/") ? "" : "/"));
    }

    /**
     * Watches the server until its process ends.
     *
     * @param ready what answers with 200 once the application runs, relative to its address
     * @return false if the application has not started; the server may still run
     */
    boolean untilItEnds(String ready) throws IOException, InterruptedException {
        if (!serverStarts()) {
            System.err.println("The server has ended. The last lines of " + file + ":");
            lastLines().forEach(line -> System.err.println("  " + line));
            return false;
        }
        if (!applicationStarts(address.resolve(ready))) {
            print(log.warnings());
            System.err.println("Parley has not started. Why is said above, and in " + file);
            return false;
        }
        System.out.println("Parley runs; Ctrl+C ends it: " + address);
        while (jvm.isAlive()) {
            pause();
        }
        print(log.warnings());
        return true;
    }

    private boolean serverStarts() throws IOException, InterruptedException {
        while (jvm.isAlive()) {
            pause();
            if (server.isStarted(Files.readString(file))) {
                return true;
            }
        }
        return false;
    }

    private boolean applicationStarts(URI ready) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + APPLICATION_START.toNanos();
        while (jvm.isAlive() && System.nanoTime() - deadline < 0) {
            if (answers(ready)) {
                return true;
            }
            pause();
        }
        return false;
    }

    private boolean answers(URI ready) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(APPLICATION_START).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void pause() throws IOException, InterruptedException {
        print(log.warnings());
        TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
    }
}
