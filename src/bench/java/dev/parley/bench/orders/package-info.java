/**
 * An application of own events, as a team writes it: what an event costs that takes a record and returns one. Depends on
 * {@code dev.parley.api}.
 */
package dev.parley.bench.orders;
