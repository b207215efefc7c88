/**
 * Keeps the resources of this REST API apart from those of the application whose WAR contains Parley. A JAX-RS
 * application that does not list its classes gets all classes of the WAR with {@code @Path} or {@code @Provider}. So
 * the classes of Parley have a path that no application uses by chance, and are closed in every application but their
 * own; filters and mappers are not annotated, and only listed.
 *
 * <p>Uses: nothing.
 * <p>Libraries: {@code jakarta.annotation}, {@code jakarta.ws.rs}.
 */
package dev.parley.admin.routing;
