package dev.parley.events.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The types that a part of a namespace's name can be made. */
public final class NamespaceParameterType {

    private static final Map<Class<?>, Class<?>> BOXES =
            Map.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class, byte.class, Byte.class);

    private NamespaceParameterType() {}

    static boolean isKnown(Class<?> type) {
        return type == String.class || factory(type).isPresent();
    }

    /**
     * The static method that makes a value of a text; empty if the type has none. A {@code String} needs none.
     */
    public static Optional<Method> factory(Class<?> type) {
        Class<?> boxed = BOXES.getOrDefault(type, type);
        return Stream.of("valueOf", "fromString")
                .flatMap(name -> Stream.of(boxed.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name)))
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && !Modifier.isPrivate(method.getModifiers())
                        && boxed.isAssignableFrom(method.getReturnType())
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == String.class)
                .findFirst();
    }
}
