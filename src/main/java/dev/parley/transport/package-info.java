/**
 * The common part of both transports: one filter admits or rejects each request to an Engine.IO path, before either
 * transport sees the request. This package also ensures that connections that Parley has given up are really closed,
 * for both transports.
 *
 * <p>{@link dev.parley.transport.HandshakeFilter} calls an ordered list of
 * {@link dev.parley.transport.HandshakeGuard}s, which other packages implement.
 *
 * <p>Uses: {@code engine}, {@code transport.upgrade}.
 * <p>Libraries: {@code jakarta.servlet}.
 */
package dev.parley.transport;
