/**
 * Long runs against real servers, which no ordinary build has time for: {@code mvn verify -Psoak}, see
 * {@code src/site/markdown/robustness-runs.md}. Their clients are bare sockets of their own, so that hundreds of them cost the
 * machine little, and can be as bad as it takes. JDK only, but for the servers and tokens of the integration tests.
 */
package dev.parley.it.soak;
