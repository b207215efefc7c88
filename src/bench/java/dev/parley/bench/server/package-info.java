/**
 * The servers under test, and the Redis of those that are several: how each is started, where its process is, how much
 * memory is live in it. Application servers are started as the
 * integration tests start them ({@code dev.parley.it.server}). Otherwise depends on the JDK, and on embedded-redis for
 * the binary.
 */
package dev.parley.bench.server;
