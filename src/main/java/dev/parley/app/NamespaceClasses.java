package dev.parley.app;

import dev.parley.api.SocketNamespace;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers the classes that have {@code @SocketNamespace}, whether they are beans or not. A class that is no bean would
 * otherwise be ignored without a word.
 */
@HandlesTypes(SocketNamespace.class)
public class NamespaceClasses implements ServletContainerInitializer {

    private static final String ATTRIBUTE = NamespaceClasses.class.getName();

    /** Classes whose methods only use the annotation, at a parameter or a field, do not declare a namespace. */
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        if (classes != null) {
            context.setAttribute(
                    ATTRIBUTE,
                    classes.stream()
                            .filter(type -> type.isAnnotationPresent(SocketNamespace.class))
                            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                            .map(Class::getName)
                            .collect(Collectors.toSet()));
        }
    }

    /** The names of the classes of an application; empty if its server has told none. */
    @SuppressWarnings("unchecked")
    static Set<String> of(ServletContext context) {
        Object names = context.getAttribute(ATTRIBUTE);
        return names == null ? Set.of() : (Set<String>) names;
    }
}
