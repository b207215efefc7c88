/**
 * The rate limits for users and for addresses, caches that are bounded, and how to find the real address of a client.
 *
 * <p>Libraries: {@code com.github.benmanes.caffeine}, {@code io.github.bucket4j}.
 */
package dev.parley.limits;
