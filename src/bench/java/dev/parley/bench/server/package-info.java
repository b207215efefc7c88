/**
 * The servers under test: how each is started, where its process is, how much memory is live in it. Depends on the JDK.
 */
package dev.parley.bench.server;
