package dev.parley.it.soak;

import dev.parley.it.Http;
import dev.parley.it.Json;
import dev.parley.it.ServerProcess;
import dev.parley.it.TestIssuer;
import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes and their Redis, with a link that can be disturbed in front of each node, for its clients, and from each node to Redis.
 * One thread ends and starts nodes; the rest is thread-safe.
 */
final class Cluster implements Closeable {

    private static final String HEAP = "512m";
    private static final int OK = 200;

    private final RealRedis redis = RealRedis.start();
    private final List<Node> nodes = new ArrayList<>();
    private final String operator;

    /** Starts so many nodes. */
    Cluster(int size) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        operator = new Target(0).token("root", "admin", "metrics");
        try {
            for (int i = 0; i < size; i++) {
                Node node = new Node(i);
                nodes.add(node);
                node.start();
            }
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private final class Node {

        private final int number;
        private final int port = FreePort.find();
        private final FaultyLink clients = new FaultyLink(port);
        private final FaultyLink toRedis = new FaultyLink(redis.port());
        private volatile FaultLedger.Incarnation incarnation;
        private volatile ServerProcess process;
        private int starts;

        Node(int number) throws IOException {
            this.number = number;
        }

        void start() throws IOException, InterruptedException {
            Map<String, String> settings = new HashMap<>(TestIssuer.environment());
            settings.put("WEBSOCKET_TRUSTED_PROXIES", Peer.TRUSTED_PROXIES);
            settings.put("WEBSOCKET_PING_INTERVAL", "3000");
            settings.put("WEBSOCKET_PING_TIMEOUT", "6000");
            settings.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
            settings.put("REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
            incarnation = new FaultLedger.Incarnation(number);
            process = ServerProcess.startWithHeap(
                    HEAP, "faults-" + number + "-" + ++starts, "parley.war", port, settings);
        }
    }

    int size() {
        return nodes.size();
    }

    RealRedis redis() {
        return redis;
    }

    /** Where clients find a node. */
    FaultyLink link(int node) {
        return nodes.get(node).clients;
    }

    /** By which a node finds Redis. */
    FaultyLink linkToRedis(int node) {
        return nodes.get(node).toRedis;
    }

    /** The node itself, past the link. */
    Target target(int node) {
        return new Target(nodes.get(node).port);
    }

    FaultLedger.Incarnation incarnation(int node) {
        return nodes.get(node).incarnation;
    }

    /** Ends a node as a crash would. */
    void kill(int node) {
        nodes.get(node).incarnation.killed();
        nodes.get(node).process.kill();
    }

    /** Ends a node as an operator would. */
    void stop(int node) {
        nodes.get(node).process.close();
    }

    /** Starts a node that has ended. */
    void start(int node) throws IOException, InterruptedException {
        nodes.get(node).start();
    }

    /** Whether a node's process has not ended. */
    boolean isAlive(int node) {
        return nodes.get(node).process.isAlive();
    }

    /** Whether a node's log tells of a full heap. */
    boolean wasHeapFull(int node) {
        return nodes.get(node).process.log().contains("java.lang.OutOfMemoryError");
    }

    /** What a node answers to an operator; empty if it does not answer well. */
    JsonObject ask(int node, String path) {
        try {
            HttpResponse<String> answer =
                    Http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nodes.get(node).port + path))
                            .header("Authorization", "Bearer " + operator));
            return answer.statusCode() == OK ? Json.object(answer.body()) : JsonObject.EMPTY_JSON_OBJECT;
        } catch (RuntimeException e) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.clients.close();
            node.toRedis.close();
            if (node.process != null) {
                node.process.close();
            }
        }
        redis.close();
    }
}
