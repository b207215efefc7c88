package dev.parley.transport.container;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Finds members of a container's objects, for code that does not know their types at compile time. Thread-safe. */
public final class Reflection {

    private Reflection() {}

    /**
     * Returns the field with this name, of the class or of its nearest superclass that has one; made accessible.
     *
     * @throws NoSuchFieldException if there is none, because the container's internals are not as expected
     */
    public static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                Field field = each.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                // A superclass may have it.
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    /**
     * Returns a handle that reads the field with this name, see {@link #field}. It accepts the field's object as
     * {@code Object}, and returns the value as {@code Object}.
     *
     * @throws ReflectiveOperationException if there is none, because the container's internals are not as expected
     */
    public static MethodHandle getter(Class<?> type, String name) throws ReflectiveOperationException {
        return MethodHandles.lookup().unreflectGetter(field(type, name)).asType(MethodType.genericMethodType(1));
    }

    /**
     * Returns the public method with this name as a handle. The handle accepts the method's object as {@code Object}
     * and returns its result as the requested type.
     *
     * @throws ReflectiveOperationException if there is none, because the container's internals are not as expected
     */
    public static MethodHandle method(Class<?> type, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        MethodType general = MethodType.methodType(result, parameters).insertParameterTypes(0, Object.class);
        return handle(general, type.getMethod(name, parameters));
    }

    /** Returns a public method as a handle of this type; the object comes first. */
    public static MethodHandle handle(MethodType type, Method method) throws IllegalAccessException {
        return MethodHandles.publicLookup().unreflect(method).asType(type);
    }
}
