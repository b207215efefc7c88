/**
 * The edge's common part: who is let in to a path of Engine.IO, decided in one filter before either transport sees the
 * request.
 *
 * <p>{@link dev.parley.transport.HandshakeFilter} asks an ordered list of {@link dev.parley.transport.HandshakeGuard}s,
 * which other packages implement. May depend on {@code engine} and on {@code jakarta.servlet}, which is used in this
 * package and its subpackages only.
 */
package dev.parley.transport;
