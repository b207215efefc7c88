package dev.parley.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The servers of a cluster, which start at the same time and end at the same time. For one thread. */
final class Nodes implements AutoCloseable {

    /** Starts one of them, on a thread of its own. */
    @FunctionalInterface
    interface Start {

        /**
         * Returns when it is ready.
         *
         * @param name one of those that {@link Nodes#start} was given
         */
        ServerProcess start(String name) throws Exception;
    }

    private final List<ServerProcess> servers;

    private Nodes(List<ServerProcess> servers) {
        this.servers = servers;
    }

    /**
     * Starts a server for each name; when one does not start, the others are ended.
     *
     * @throws IllegalStateException with the cause, when one does not start
     */
    static Nodes start(Start start, String... names) {
        ExecutorService threads = Executors.newFixedThreadPool(names.length);
        try {
            List<CompletableFuture<ServerProcess>> starting = Stream.of(names)
                    .map(name -> CompletableFuture.supplyAsync(() -> started(start, name), threads))
                    .toList();
            List<ServerProcess> servers = new ArrayList<>();
            RuntimeException failure = null;
            for (CompletableFuture<ServerProcess> one : starting) {
                try {
                    servers.add(one.join());
                } catch (CompletionException e) {
                    failure = new IllegalStateException("not all of " + List.of(names) + " start", e.getCause());
                }
            }
            if (failure != null) {
                end(servers);
                throw failure;
            }
            return new Nodes(servers);
        } finally {
            threads.shutdown();
        }
    }

    private static ServerProcess started(Start start, String name) {
        try {
            return start.start(name);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** One of them, in the order of their names. */
    ServerProcess get(int index) {
        return servers.get(index);
    }

    private static void end(List<ServerProcess> servers) {
        servers.stream()
                .map(server -> CompletableFuture.runAsync(server::close))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
        end(servers);
    }
}
