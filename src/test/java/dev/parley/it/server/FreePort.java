package dev.parley.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started in a moment. They are below 32768: from there on Linux gives ports to outgoing
 * connections, and one of those may take the port before the server does. Each {@link TestFork} takes them from a part of
 * its own, and each at most once, since several servers start at the same time. For any thread.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    /** A node of a Redis Cluster listens at its port plus 10,000, too. */
    private static final int LOWEST_FOR_CLUSTER = 11_000;

    private static final int BEYOND = 32_768;
    private static final int CLUSTER_BUS = 10_000;
    private static final int ATTEMPTS = 1_000;
    private static final int PARTS = 4;
    private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that nobody listened on a moment ago, and that nobody has been given before. */
    public static int find() {
        return find(LOWEST, BEYOND, 0);
    }

    /** The same, and nobody listened on the port that is 10,000 above it, which a node of a Redis Cluster needs as well. */
    public static int findForRedisCluster() {
        return find(LOWEST_FOR_CLUSTER, BEYOND - CLUSTER_BUS, CLUSTER_BUS);
    }

    private static int find(int lowest, int beyond, int second) {
        int size = (beyond - lowest) / PARTS;
        int from = lowest + (TestFork.number() - 1) % PARTS * size;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = from + ThreadLocalRandom.current().nextInt(size);
            if (isFree(port) && isFree(port + second) && FOUND.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + from + " to " + (from + size - 1));
    }

    /** Whether nobody listens on a port now. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
