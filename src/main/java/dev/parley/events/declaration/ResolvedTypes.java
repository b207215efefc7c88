package dev.parley.events.declaration;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types in the members of a type and of its super types, as they are for this type: {@code List<T>} of
 * {@code Desk<T>} is {@code List<Order>} for a class that extends {@code Desk<Order>}. Wildcards are replaced by their
 * upper bounds.
 */
public final class ResolvedTypes {

    private final Map<TypeVariable<?>, Type> values = new HashMap<>();

    private ResolvedTypes() {}

    /** The types in a class, or in a class with type arguments. */
    public static ResolvedTypes of(Type type) {
        ResolvedTypes resolved = new ResolvedTypes();
        resolved.bind(type);
        return resolved;
    }

    private void collect(Class<?> type) {
        Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .forEach(this::bind);
    }

    private void bind(Type parent) {
        Class<?> raw = erase(parent);
        if (parent instanceof ParameterizedType generic) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                values.put(variables[i], generic.getActualTypeArguments()[i]);
            }
        }
        collect(raw);
    }

    /** A type without type variables; empty if it has a variable of which nobody says what it is. */
    public Optional<Type> resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type value = values.get(variable);
            return value == null ? Optional.empty() : resolve(value);
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return resolve(array.getGenericComponentType()).map(ResolvedTypes::arrayOf);
        }
        return type instanceof ParameterizedType generic ? resolveArguments(generic) : Optional.of(type);
    }

    private Optional<Type> resolveArguments(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
            Optional<Type> resolved = resolve(arguments[i]);
            if (resolved.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = resolved.get();
        }
        return Optional.of(new GenericType(erase(generic), generic.getOwnerType(), arguments));
    }

    private static Type arrayOf(Type component) {
        return component instanceof Class<?> type ? type.arrayType() : new GenericArray(component);
    }

    /** A type argument with which a type implements or extends {@code target}; empty if it gives none. */
    public static Optional<Type> argument(Type type, Class<?> target, int index) {
        return target.isAssignableFrom(erase(type))
                ? of(type).resolve(target.getTypeParameters()[index])
                : Optional.empty();
    }

    /** The class of a type. */
    public static Class<?> erase(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(erase(array.getGenericComponentType()), 0).getClass();
        }
        return erase(
                type instanceof WildcardType wildcard
                        ? wildcard.getUpperBounds()[0]
                        : ((TypeVariable<?>) type).getBounds()[0]);
    }
}
