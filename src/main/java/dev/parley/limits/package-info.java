/**
 * How much one user or one address may ask of this server, and whose address it is that asks.
 *
 * <p>May depend on the JDK, on the token buckets of Bucket4j and on the bounded cache of Caffeine, neither of which any
 * other package sees.
 */
package dev.parley.limits;
