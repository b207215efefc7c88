package dev.parley.redis.messaging;

/**
 * A message from another node.
 *
 * @param node the name of the node; null when the message does not contain it
 */
record ReceivedMessage<T>(String node, T content) {}
