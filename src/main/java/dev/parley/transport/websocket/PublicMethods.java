package dev.parley.transport.websocket;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** Handles to the public methods of a container's objects, for those who call them without knowing their types. */
final class PublicMethods {

    private PublicMethods() {}

    /**
     * The method of this name, as a handle that takes its object, and gives its result, as what is asked for.
     *
     * @throws ReflectiveOperationException if there is none: the container looks different
     */
    static MethodHandle of(Class<?> type, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        MethodType general = MethodType.methodType(result, parameters).insertParameterTypes(0, Object.class);
        return as(general, type.getMethod(name, parameters));
    }

    /** A method, as a handle of this type; the object comes first. */
    static MethodHandle as(MethodType type, Method method) throws IllegalAccessException {
        return MethodHandles.publicLookup().unreflect(method).asType(type);
    }
}
