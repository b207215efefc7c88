/**
 * The peer of the benchmark that runs on netty-socketio, with an application that does the work of Parley's. A process
 * of its own; no other package uses it. Depends on netty-socketio, and on Nimbus for tokens.
 */
package dev.parley.bench.netty;
