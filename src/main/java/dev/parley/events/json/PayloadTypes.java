package dev.parley.events.json;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for what JSON-B (Yasson 3.0.4) cannot read or write, so that a deployment can be stopped before the first message
 * fails: classes that are not public, and records with type parameters.
 */
public final class PayloadTypes {

    /** A type that cannot be used, as two sentences: what is wrong, and what to do. */
    public record Fault(String text, String remedy) {}

    private final Set<Type> seen = new HashSet<>();

    private PayloadTypes() {}

    /**
     * What is wrong with a type, or with the type of a member at any depth; empty if nothing is. Members that JSON-B does not
     * see are not looked at, nor is what has annotations of JSON-B, since these may say how to treat it.
     *
     * @param read whether values of the type are read, and not only written
     */
    public static Optional<Fault> fault(Type type, boolean read) {
        return Optional.ofNullable(new PayloadTypes().faultOf(type, read));
    }

    private Fault faultOf(Type type, boolean read) {
        if (type instanceof ParameterizedType generic) {
            return faultOfGeneric(generic, read);
        }
        if (type instanceof GenericArrayType array) {
            return faultOf(array.getGenericComponentType(), read);
        }
        return type instanceof Class<?> someClass ? faultOfClass(someClass, read) : null;
    }

    private Fault faultOfGeneric(ParameterizedType generic, boolean read) {
        Class<?> raw = (Class<?>) generic.getRawType();
        if (read && raw.isRecord()) {
            return new Fault(
                    raw.getName() + " is a record with type parameters, which JSON-B cannot read.",
                    "Use a record without.");
        }
        Fault fault = faultOf(raw, read);
        for (Type argument : generic.getActualTypeArguments()) {
            fault = fault != null ? fault : faultOf(argument, read);
        }
        return fault;
    }

    private Fault faultOfClass(Class<?> type, boolean read) {
        if (type.isArray()) {
            return faultOf(type.getComponentType(), read);
        }
        if (type.isPrimitive() || type.isInterface() || type.isEnum() || isOfLibrary(type) || hasOwnRules(type)) {
            return null;
        }
        if (!seen.add(type)) {
            return null;
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return new Fault(type.getName() + " is not public, so JSON-B cannot use it.", "Make it public.");
        }
        Fault fault = null;
        for (Field field : type.getDeclaredFields()) {
            if (fault == null && isSeen(field)) {
                fault = faultOf(field.getGenericType(), read);
            }
        }
        return fault;
    }

    private static boolean isSeen(Field field) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0 || hasOwnRules(field)) {
            return false;
        }
        Class<?> type = field.getDeclaringClass();
        return type.isRecord()
                || Modifier.isPublic(field.getModifiers())
                || Stream.of(type.getMethods()).anyMatch(method -> isPropertyOf(method, field.getName()));
    }

    private static boolean isPropertyOf(Method method, String field) {
        return !hasOwnRules(method)
                && Stream.of("get", "set", "is")
                        .anyMatch(kind -> method.getName().equalsIgnoreCase(kind + field));
    }

    private static boolean hasOwnRules(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .anyMatch(one -> one.annotationType().getName().startsWith("jakarta.json.bind."));
    }

    private static boolean isOfLibrary(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("jakarta.");
    }
}
