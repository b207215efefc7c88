/**
 * The last messages of each room, for a page that is loaded anew: the port {@link dev.parley.history.MessageHistory},
 * its bounds, and the history in the memory of one node. Off unless a setting turns it on.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.history;
