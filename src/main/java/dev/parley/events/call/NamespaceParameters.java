package dev.parley.events.call;

import dev.parley.events.call.HandlerCall.ParameterSource;
import dev.parley.events.declaration.NamespaceParameterType;
import dev.parley.events.declaration.ParameterDeclaration;
import dev.parley.events.declaration.ParameterDeclaration.Source;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/** The parts of a namespace's name, as values of parameters. */
final class NamespaceParameters {

    private static final MethodType FACTORY = MethodType.methodType(Object.class, String.class);

    private NamespaceParameters() {}

    /** The source of a parameter. The namespace's name must have been checked by {@link #convertible}. */
    static ParameterSource source(ParameterDeclaration parameter) {
        String key = parameter.key();
        if (parameter.type() == String.class) {
            return call -> call.state().params().get(key);
        }
        MethodHandle factory = factory((Class<?>) parameter.type());
        return call -> make(factory, call.state().params().get(key));
    }

    /** Whether each text can be made what the parameters take. */
    static boolean convertible(Collection<ParameterDeclaration> parameters, Map<String, String> params) {
        return parameters.stream()
                .filter(parameter -> parameter.source() == Source.NAMESPACE_PARAM && parameter.type() != String.class)
                .allMatch(parameter -> isConvertible((Class<?>) parameter.type(), params.get(parameter.key())));
    }

    private static boolean isConvertible(Class<?> type, String text) {
        try {
            return make(factory(type), text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static MethodHandle factory(Class<?> type) {
        Method method = NamespaceParameterType.factory(type).orElseThrow();
        method.setAccessible(true);
        try {
            return MethodHandles.lookup().unreflect(method).asType(FACTORY);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    /** @throws IllegalArgumentException if the text has a wrong form */
    private static Object make(MethodHandle factory, String text) {
        try {
            return (Object) factory.invokeExact(text);
        } catch (Throwable e) {
            throw new IllegalArgumentException("a wrong form", e);
        }
    }
}
