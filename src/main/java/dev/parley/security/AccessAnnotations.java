package dev.parley.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads who may do something: a method of a bean, or of a REST resource. What contradicts itself is for nobody. */
public final class AccessAnnotations {

    private AccessAnnotations() {}

    /** What a class or method says; empty if it says nothing. */
    public static Optional<Access> of(AnnotatedElement element) {
        if (count(element) > 1 || element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(Access.DENY);
        }
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        if (roles != null) {
            return Optional.of(Access.roles(roles.value()));
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(Access.PERMIT) : Optional.empty();
    }

    /** What holds for a method: what it says itself, or the class that has it, or the bean's class. */
    public static Access of(Class<?> bean, Method method) {
        return Stream.of(method, method.getDeclaringClass(), bean)
                .flatMap(element -> of(element).stream())
                .findFirst()
                .orElse(Access.PERMIT);
    }

    /** What is wrong with the annotations of a class or method; empty if nothing is. */
    public static Optional<String> fault(AnnotatedElement element) {
        if (count(element) > 1) {
            return Optional.of("It has more than one of @RolesAllowed, @PermitAll and @DenyAll.");
        }
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        return roles != null && roles.value().length == 0
                ? Optional.of("@RolesAllowed names no role.")
                : Optional.empty();
    }

    private static long count(AnnotatedElement element) {
        return Stream.of(DenyAll.class, PermitAll.class, RolesAllowed.class)
                .filter(element::isAnnotationPresent)
                .count();
    }
}
