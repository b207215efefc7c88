package dev.parley.events.json;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for what JSON-B (Yasson 3.0.4) cannot read or write, so that a deployment can be stopped before the first message
 * fails: classes that are not public, and records with type parameters.
 */
public final class PayloadTypes {

    private final Set<Type> seen = new HashSet<>();

    private PayloadTypes() {}

    /**
     * What is wrong with a type, or with the type of a member at any depth: a sentence that says the remedy; empty if
     * nothing is.
     *
     * @param read whether values of the type are read, and not only written
     */
    public static Optional<String> fault(Type type, boolean read) {
        return Optional.ofNullable(new PayloadTypes().faultOf(type, read));
    }

    private String faultOf(Type type, boolean read) {
        if (type instanceof ParameterizedType generic) {
            return faultOfGeneric(generic, read);
        }
        if (type instanceof GenericArrayType array) {
            return faultOf(array.getGenericComponentType(), read);
        }
        return type instanceof Class<?> someClass ? faultOfClass(someClass, read) : null;
    }

    private String faultOfGeneric(ParameterizedType generic, boolean read) {
        Class<?> raw = (Class<?>) generic.getRawType();
        if (read && raw.isRecord()) {
            return raw.getName() + " is a record with type parameters, which JSON-B cannot read; use a record without";
        }
        String fault = faultOf(raw, read);
        for (Type argument : generic.getActualTypeArguments()) {
            fault = fault != null ? fault : faultOf(argument, read);
        }
        return fault;
    }

    private String faultOfClass(Class<?> type, boolean read) {
        if (type.isArray()) {
            return faultOf(type.getComponentType(), read);
        }
        if (type.isPrimitive() || type.isInterface() || type.isEnum() || isOfLibrary(type) || !seen.add(type)) {
            return null;
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return type.getName() + " is not public, so JSON-B cannot use it; make it public";
        }
        String fault = null;
        for (Field field : type.getDeclaredFields()) {
            if (fault == null && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                fault = faultOf(field.getGenericType(), read);
            }
        }
        return fault;
    }

    private static boolean isOfLibrary(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("jakarta.");
    }
}
