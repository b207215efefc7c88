/**
 * The benchmark: starts Parley on its servers and the peers that it is compared with, one at a time, puts loads on them
 * by the generator in {@code load}, and makes a table. Started by {@code mvn -Pbench verify}.
 *
 * <p>Depends on the JDK, on JSON-P for the results and on Nimbus for tokens; {@code server} knows how each server is
 * started.
 */
package dev.parley.bench;
