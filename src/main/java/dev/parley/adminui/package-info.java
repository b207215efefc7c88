/**
 * The server's side of the Socket.IO Admin UI: the namespace {@code /admin}, by which the UI of
 * {@code @socket.io/admin-ui} shows servers, sockets and rooms of all nodes and acts on them. Nothing is counted,
 * listened to or sent while nobody is in that namespace, on any node.
 *
 * <p>Uses: {@code api}, {@code audit}, {@code chat.directory}, {@code chat.error}, {@code engine}, {@code limits},
 * {@code session}, {@code socketio}, {@code socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code at.favre.lib}, {@code jakarta.json}.
 */
package dev.parley.adminui;
