/**
 * The rooms of the chat, the sockets and their users, on this node and on all nodes. The event handlers of {@code chat}
 * and the REST API query this package. It handles no events.
 *
 * <p>{@link dev.parley.chat.directory.ClusterDirectory} is the port. {@link dev.parley.chat.directory.LocalDirectory}
 * implements it for one node, {@link dev.parley.chat.directory.SharedDirectory} for several.
 * {@link dev.parley.chat.directory.SocketUser} and {@link dev.parley.chat.directory.ConnectDetails} are attributes of a
 * socket.
 *
 * <p>Uses: {@code api}, {@code presence}, {@code socketio}, {@code socketio.adapter}, {@code socketio.codec}, {@code socketio.recovery}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.chat.directory;
