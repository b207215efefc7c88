package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * An object is a record, whose members have plain forms. As with JSON-B, members that the record has not are ignored, those
 * that are missing are null or zero, and null is not written; members are written in the order of their names.
 */
final class PlainRecord implements PlainForm {

    /**
     * A member of the record.
     *
     * @param index its place in the constructor
     * @param zero its value if it is missing; null if it is no primitive
     * @param accessor of the type {@code (Object) -> Object}
     */
    private record Member(String name, int index, PlainForm form, Object zero, MethodHandle accessor) {}

    /** In the order of their names. */
    private final Member[] members;
    /** Of the type {@code (Object[]) -> Object}. */
    private final MethodHandle constructor;

    private PlainRecord(Member[] members, MethodHandle constructor) {
        this.members = members;
        this.constructor = constructor;
    }

    /**
     * Prepares the handles for a record.
     *
     * @param forms of its components, in their order
     * @throws ReflectiveOperationException if the record is not public
     */
    static PlainRecord of(Class<?> type, PlainForm[] forms) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        RecordComponent[] components = type.getRecordComponents();
        Member[] members = new Member[components.length];
        for (int i = 0; i < members.length; i++) {
            Class<?> component = components[i].getType();
            MethodHandle accessor = lookup.unreflect(components[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
            members[i] = new Member(components[i].getName(), i, forms[i], zero(component), accessor);
        }
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                .asFixedArity()
                .asType(MethodType.genericMethodType(types.length))
                .asSpreader(Object[].class, types.length);
        Arrays.sort(members, Comparator.comparing(Member::name));
        return new PlainRecord(members, constructor);
    }

    private static Object zero(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    @Override
    public Object read(JsonValue value) throws NotPlainException {
        if (!(value instanceof JsonObject object)) {
            throw NotPlainException.INSTANCE;
        }
        Object[] arguments = new Object[members.length];
        for (Member member : members) {
            arguments[member.index()] = read(member, object.get(member.name()));
        }
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (Throwable e) {
            // What the constructor refuses, JSON-B refuses once more, with the path of the value.
            throw NotPlainException.INSTANCE;
        }
    }

    private static Object read(Member member, JsonValue value) throws NotPlainException {
        if (value == null) {
            return member.zero();
        }
        Object read = member.form().readOrNull(value);
        if (read == null && member.zero() != null) {
            throw NotPlainException.INSTANCE;
        }
        return read;
    }

    @Override
    public JsonValue write(Object value) throws NotPlainException {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (Member member : members) {
            Object of = get(member, value);
            if (of != null) {
                object.add(member.name(), member.form().write(of));
            }
        }
        return object.build();
    }

    private static Object get(Member member, Object value) throws NotPlainException {
        try {
            return (Object) member.accessor().invokeExact(value);
        } catch (Throwable e) {
            throw NotPlainException.INSTANCE;
        }
    }
}
