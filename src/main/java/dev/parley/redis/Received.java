package dev.parley.redis;

/**
 * What came from another node.
 *
 * @param node its name; null when it does not tell
 */
record Received<T>(String node, T content) {}
