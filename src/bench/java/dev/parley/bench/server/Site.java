package dev.parley.bench.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is started with. What else is in the environment of the benchmark is in that of the server.
 *
 * @param directory of its own, empty
 * @param port where it shall listen, on loopback only
 * @param war the application, for servers that take one
 * @param publicKey a PEM file with the key that tokens are verified with
 * @param issuer of the tokens
 * @param redis the URL of the Redis by which it meets other nodes; empty for a server that is alone
 * @param adapter what they say to each other there, as Parley calls it
 */
public record Site(
        Path directory, int port, Path war, Path publicKey, String issuer, Optional<String> redis, String adapter) {

    /** Where servers of both kinds are told the URL of their Redis. */
    static final String REDIS_URL = "REDIS_URL";

    private static final String REDIS_ADAPTER = "REDIS_ADAPTER";

    /** Higher than any workload needs, so that the limits do their work and refuse nothing. */
    private static final String MANY = "1000000";

    /** The settings of Parley. */
    public Map<String, String> parleyEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("WEBSOCKET_PORT", Integer.toString(port));
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", publicKey.toUri().toString());
        environment.put("MP_JWT_VERIFY_ISSUER", issuer);
        environment.put("WEBSOCKET_MAX_CONNECTIONS", MANY);
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", MANY);
        environment.put("WEBSOCKET_RATE_LIMIT_MAX", MANY);
        environment.putAll(redisEnvironment());
        return environment;
    }

    /** How other nodes are met; nothing for a server that is alone. */
    Map<String, String> redisEnvironment() {
        return redis.map(url -> Map.of(REDIS_URL, url, REDIS_ADAPTER, adapter)).orElse(Map.of());
    }
}
