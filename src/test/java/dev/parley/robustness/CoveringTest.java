package dev.parley.robustness;

/**
 * A test that covers lines of the list.
 *
 * @param name of the test, with that of its class or file
 * @param place where it runs, in words
 * @param line it covers
 */
record CoveringTest(String name, String place, int line) {}
