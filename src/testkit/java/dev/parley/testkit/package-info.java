/**
 * Tests of own events without a server: {@link dev.parley.testkit.EventTestKit} puts beans onto the engine in memory,
 * connects clients to it, and lets a test see what they are told. It is the same engine as in a server, from the packets
 * up; the transports and the time belong to the test, and everything happens on the test's thread.
 */
package dev.parley.testkit;
