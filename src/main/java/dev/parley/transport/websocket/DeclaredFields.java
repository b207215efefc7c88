package dev.parley.transport.websocket;

import java.lang.reflect.Field;

/** Looks up the fields of a container's objects, for those who have to reach inside. */
final class DeclaredFields {

    private DeclaredFields() {}

    /**
     * The field of this name that a class has, or the nearest one above it; made accessible.
     *
     * @throws NoSuchFieldException if there is none: the container looks different
     */
    static Field of(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                Field field = each.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                // It may be further up.
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }
}
