/**
 * The application that the official protocol suites talk to: the same engine as the product's, another set of handlers,
 * and no token. It is a WAR of its own ({@code mvn -Pconformance}); nothing of it is in the product.
 */
package dev.parley.conformance;
