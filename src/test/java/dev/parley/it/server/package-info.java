/**
 * The servers that the WAR runs on, for the integration tests and for {@code mvn -Prun} and {@code -Pconformance}: all that
 * differs from one server to another is in one class for each, a {@link dev.parley.it.server.AppServer}. JDK only, but for
 * what makes it an Arquillian container.
 */
package dev.parley.it.server;
