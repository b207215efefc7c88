package dev.parley.events.json;

import jakarta.json.JsonNumber;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the records that need no JSON-B: public, not containing themselves, with one constructor, members of simple types,
 * and nothing that tells JSON-B how to treat them. Thread-safe.
 */
final class PlainRecords extends ClassValue<Optional<PlainForm>> {

    private static final Set<Class<?>> SIMPLE = Set.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            BigDecimal.class);

    private static final String JSON_B = "jakarta.json.bind.";

    /** The form of a class; empty if JSON-B has to do it. */
    @Override
    protected Optional<PlainForm> computeValue(Class<?> type) {
        return type.isRecord() ? Optional.ofNullable(ofRecord(type, new HashSet<>())) : Optional.empty();
    }

    private static PlainForm of(Type type, Set<Class<?>> around) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, around);
        }
        if (!(type instanceof Class<?> raw)) {
            return null;
        }
        if (raw.isRecord()) {
            return ofRecord(raw, around);
        }
        return raw.isEnum()
                ? ofEnum(raw)
                : ofSimple(MethodType.methodType(raw).wrap().returnType());
    }

    private static PlainForm ofGeneric(ParameterizedType generic, Set<Class<?>> around) {
        Type raw = generic.getRawType();
        Type[] arguments = generic.getActualTypeArguments();
        PlainForm last = of(arguments[arguments.length - 1], around);
        if (last == null) {
            return null;
        }
        if (raw == List.class || raw == Collection.class) {
            return new PlainForm.Elements(last);
        }
        return raw == Map.class && arguments[0] == String.class ? new PlainForm.Entries(last) : null;
    }

    private static PlainForm ofSimple(Class<?> type) {
        if (type == Character.class) {
            return new PlainForm.Letter();
        }
        return SIMPLE.contains(type) ? new PlainForm.Simple(type, reading(type)) : null;
    }

    private static DirectTypes.Reading reading(Class<?> type) {
        DirectTypes.Reading direct = DirectTypes.reading(type);
        // JSON-B takes 1.0 for an int, and not for a short.
        return type == Short.class || type == Byte.class
                ? value -> value instanceof JsonNumber number && number.isIntegral() ? direct.read(value) : null
                : direct;
    }

    private static PlainForm ofEnum(Class<?> type) {
        if (Stream.concat(Stream.of(type), Stream.of(type.getFields())).anyMatch(PlainRecords::isForJsonB)) {
            return null;
        }
        Map<String, Object> byName = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return new PlainForm.Constant(byName);
    }

    private static PlainForm ofRecord(Class<?> type, Set<Class<?>> around) {
        if (!isPlain(type) || !around.add(type)) {
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        PlainForm[] forms = new PlainForm[components.length];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = of(components[i].getGenericType(), around);
            if (forms[i] == null) {
                return null;
            }
        }
        around.remove(type);
        try {
            return PlainRecord.of(type, forms);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type.getTypeParameters().length == 0
                && type.getDeclaredConstructors().length == 1
                && Stream.of(type.getInterfaces()).allMatch(one -> one.getName().startsWith("java."))
                && Stream.of(type.getDeclaredMethods()).noneMatch(method -> isProperty(type, method))
                && annotated(type).noneMatch(PlainRecords::isForJsonB);
    }

    /** Whether JSON-B may take a method for a property that is no component. */
    private static boolean isProperty(Class<?> type, Method method) {
        String name = method.getName();
        return !Modifier.isStatic(method.getModifiers())
                && (name.startsWith("get") || name.startsWith("is") || name.startsWith("set"))
                && Stream.of(type.getRecordComponents())
                        .noneMatch(component -> component.getAccessor().equals(method));
    }

    private static Stream<AnnotatedElement> annotated(Class<?> type) {
        return Stream.of(
                        Stream.of(type, type.getPackage()),
                        Stream.of(type.getRecordComponents()),
                        Stream.of(type.getDeclaredFields()),
                        Stream.of(type.getDeclaredMethods()),
                        Stream.of(type.getDeclaredConstructors()),
                        Stream.of(type.getDeclaredConstructors()).flatMap(one -> Stream.of(one.getParameters())))
                .flatMap(elements -> elements);
    }

    private static boolean isForJsonB(AnnotatedElement element) {
        return isForJsonB(element, new HashSet<>());
    }

    /** Whether an element has an annotation of JSON-B, or one that has such annotations itself. */
    private static boolean isForJsonB(AnnotatedElement element, Set<Class<?>> seen) {
        return Stream.of(element.getAnnotations())
                .map(Annotation::annotationType)
                .filter(seen::add)
                .anyMatch(type -> type.getName().startsWith(JSON_B) || isForJsonB(type, seen));
    }
}
