package dev.parley.admin;

import dev.parley.security.AccessAnnotations;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The callers that may use a method of a resource. The rule comes from the annotations that the container reads, too:
 * those of the method, otherwise those of its class. A method without any is closed to everybody.
 *
 * @param isOpen whether anonymous callers may use the method
 * @param roles the roles of which a caller needs one; if empty and not open, nobody may use the method
 */
record AccessRule(boolean isOpen, Set<String> roles) {

    /** For operators. */
    static final AccessRule ADMIN = new AccessRule(false, Set.of(AdminApplication.ADMIN));

    private static final AccessRule OPEN = new AccessRule(true, Set.of());
    private static final AccessRule CLOSED = new AccessRule(false, Set.of());

    /** Copies the roles. */
    AccessRule {
        roles = Set.copyOf(roles);
    }

    /**
     * Reads the annotations.
     *
     * @param resource the resource class, or the class that the container generated from it; null when the container
     *     answers by itself, as for OPTIONS
     * @param method the resource method, or the one of the generated class; null when the container answers by itself
     */
    static AccessRule to(Class<?> resource, Method method) {
        if (resource == null || method == null) {
            return CLOSED;
        }
        return stated(method)
                .or(() -> original(resource, method).flatMap(AccessRule::stated))
                .or(() -> stated(method.getDeclaringClass()))
                .or(() -> original(resource, method)
                        .map(Method::getDeclaringClass)
                        .flatMap(AccessRule::stated))
                .orElse(CLOSED);
    }

    /**
     * Whether a caller may use the method.
     *
     * @param hasRole tells whether the caller has a role
     */
    boolean isFor(Predicate<String> hasRole) {
        return isOpen || roles.stream().anyMatch(hasRole);
    }

    /**
     * The method as it was written, in a superclass of the class that the container generated. Annotations of methods
     * are not inherited.
     */
    private static Optional<Method> original(Class<?> resource, Method method) {
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            try {
                Method declared = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
                if (stated(declared).isPresent() || stated(type).isPresent()) {
                    return Optional.of(declared);
                }
            } catch (NoSuchMethodException e) {
                // The method is in a superclass.
            }
        }
        return Optional.empty();
    }

    private static Optional<AccessRule> stated(AnnotatedElement element) {
        return AccessAnnotations.of(element).map(access -> switch (access.rule()) {
            case PERMIT -> OPEN;
            case DENY -> CLOSED;
            case ROLES -> new AccessRule(false, access.roles());
        });
    }
}
