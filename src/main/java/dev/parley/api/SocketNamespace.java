package dev.parley.api;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class of a bean: its annotated methods handle the events of a Socket.IO namespace. Several beans may share a
 * namespace. The bean can have any scope, usually {@code @ApplicationScoped}. It must say so: this annotation alone does
 * not make a class a bean, because not all servers would find it. On an injection point of type {@link Emitter}: chooses
 * the namespace.
 *
 * <p>Who may connect is said at the class: {@code @RolesAllowed} names the groups of the token of which one is needed,
 * {@code @PermitAll} or nothing admits whoever is signed in, {@code @DenyAll} nobody, and {@link Anonymous} also those
 * who show no token. If several beans share a namespace, each of them must admit.
 */
@Documented
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface SocketNamespace {

    /**
     * The name of the namespace, which begins with a slash, or a pattern in which a part between slashes may be a
     * parameter in braces, as in {@code /tenants/{id}}. A parameter stands for one or more characters without a slash.
     * A name goes before a pattern. The namespaces of a pattern are made when their first client connects.
     */
    @Nonbinding
    String value() default "/";
}
