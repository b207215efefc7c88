/**
 * The load generator, a process of its own: it opens many Socket.IO clients to one server, lets them speak, and reports
 * what came of it. One thread over one selector; on the hot path it parses no JSON and makes no objects, because it runs
 * on the machine of the server that it measures and must not be the slower of the two.
 *
 * <p>Knows nothing of which server it speaks to. Depends on the JDK, and on JSON-P for its results.
 */
package dev.parley.bench.load;
