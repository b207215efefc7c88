/**
 * Engine.IO v4 without a network: sessions with their heartbeat, their outbound queue and their change of transport.
 *
 * <p>The transports are below this package and implement {@link dev.parley.engine.Transport}. The layer above listens
 * ({@link dev.parley.engine.SessionAcceptor}). Time comes from {@link dev.parley.engine.MonotonicClock} and
 * {@link dev.parley.engine.Timers}, so that tests can control it.
 *
 * <p>Uses: {@code engine.codec}.
 */
package dev.parley.engine;
