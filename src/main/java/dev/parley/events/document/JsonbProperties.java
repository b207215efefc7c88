package dev.parley.events.document;

import dev.parley.events.declaration.ResolvedTypes;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The properties that JSON-B finds in a type with its default configuration: the components of a record; the getters,
 * setters and public fields of a bean; names by {@link JsonbProperty}; nothing with {@link JsonbTransient}.
 */
final class JsonbProperties {

    /** Everything that is written or read under one name. */
    private static final class Parts {
        Type type;
        final List<AnnotatedElement> elements = new ArrayList<>();
    }

    /**
     * A property.
     *
     * @param name the name on the wire
     * @param annotations those of the component, the field, the getter and the setter
     */
    record Member(String name, Type type, Annotation... annotations) {

        /** Whether an annotation says that the value may be missing; of which package does not matter. */
        boolean isNullable() {
            return Arrays.stream(annotations)
                    .anyMatch(annotation -> annotation instanceof JsonbNillable
                            || annotation.annotationType().getSimpleName().equals("Nullable"));
        }
    }

    private JsonbProperties() {}

    /** The properties: a record's in the order of its components, a bean's by name. */
    static List<Member> of(Type type) {
        Class<?> raw = ResolvedTypes.erase(type);
        UnaryOperator<Type> resolved = resolver(ResolvedTypes.of(type));
        Collection<Parts> parts = raw.isRecord() ? components(raw, resolved) : beanProperties(raw, resolved);
        return parts.stream()
                .filter(JsonbProperties::isVisible)
                .map(JsonbProperties::member)
                .toList();
    }

    /** A variable that nobody has bound stands for its bound. */
    private static UnaryOperator<Type> resolver(ResolvedTypes types) {
        return member -> types.resolve(member).orElseGet(() -> ResolvedTypes.erase(member));
    }

    private static boolean isVisible(Parts parts) {
        return parts.type != null
                && parts.elements.stream().noneMatch(element -> element.isAnnotationPresent(JsonbTransient.class));
    }

    private static Member member(Parts parts) {
        Annotation[] annotations = parts.elements.stream()
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .toArray(Annotation[]::new);
        String name = parts.elements.stream()
                .map(element -> element.getAnnotation(JsonbProperty.class))
                .filter(property -> property != null && !property.value().isEmpty())
                .map(JsonbProperty::value)
                .findFirst()
                .orElseGet(() -> ownName(parts.elements.get(0)));
        return new Member(name, parts.type, annotations);
    }

    private static String ownName(AnnotatedElement element) {
        if (element instanceof RecordComponent component) {
            return component.getName();
        }
        return element instanceof Field field ? field.getName() : propertyOf((Method) element);
    }

    private static Collection<Parts> components(Class<?> raw, UnaryOperator<Type> resolved) {
        Map<String, Parts> parts = new LinkedHashMap<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            Parts of = parts.computeIfAbsent(component.getName(), name -> new Parts());
            of.type = resolved.apply(component.getGenericType());
            of.elements.add(component);
            // JSON-B's annotations are for fields and methods, so the compiler puts them there and not at the
            // component.
            of.elements.add(component.getAccessor());
            of.elements.add(fieldOf(raw, component.getName()));
        }
        return parts.values();
    }

    private static Field fieldOf(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    private static Collection<Parts> beanProperties(Class<?> raw, UnaryOperator<Type> resolved) {
        Map<String, Parts> parts = new TreeMap<>();
        for (Method method : raw.getMethods()) {
            if (isAccessor(method)) {
                Parts of = parts.computeIfAbsent(propertyOf(method), name -> new Parts());
                boolean isGetter = method.getParameterCount() == 0;
                if (isGetter || of.type == null) {
                    of.type = resolved.apply(
                            isGetter ? method.getGenericReturnType() : method.getGenericParameterTypes()[0]);
                }
                of.elements.add(method);
            }
        }
        for (Class<?> owner = raw; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                addField(parts, resolved, field);
            }
        }
        return parts.values();
    }

    private static void addField(Map<String, Parts> parts, UnaryOperator<Type> resolved, Field field) {
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
            return;
        }
        boolean isPublic = Modifier.isPublic(field.getModifiers());
        Parts of = isPublic ? parts.computeIfAbsent(field.getName(), name -> new Parts()) : parts.get(field.getName());
        if (of != null) {
            if (of.type == null) {
                of.type = resolved.apply(field.getGenericType());
            }
            of.elements.add(field);
        }
    }

    private static boolean isAccessor(Method method) {
        if (Modifier.isStatic(method.getModifiers())
                || method.isBridge()
                || method.getDeclaringClass() == Object.class) {
            return false;
        }
        boolean returnsValue = method.getReturnType() != void.class;
        return switch (method.getParameterCount()) {
            case 0 -> returnsValue && (isNamed(method, "get") || isNamed(method, "is") && isBoolean(method));
            case 1 -> !returnsValue && isNamed(method, "set");
            default -> false;
        };
    }

    private static boolean isBoolean(Method method) {
        return method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
    }

    private static boolean isNamed(Method method, String prefix) {
        return method.getName().startsWith(prefix) && method.getName().length() > prefix.length();
    }

    private static String propertyOf(Method method) {
        String name = method.getName().substring(method.getName().startsWith("is") ? 2 : 3);
        boolean isAcronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return isAcronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
