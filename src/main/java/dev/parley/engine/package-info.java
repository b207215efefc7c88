/**
 * Engine.IO v4 without a network: sessions, their heartbeat, their outbound queue, the change of transport.
 *
 * <p>The transports plug in below ({@link dev.parley.engine.Transport}), the layer above listens ({@link
 * dev.parley.engine.EngineListener}). Time comes from {@link dev.parley.engine.Clock} and {@link
 * dev.parley.engine.Timers}, so that the tests own it. May depend on the JDK only.
 */
package dev.parley.engine;
