package dev.parley.events.cdi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/**
 * An object that passes each call on to the object that a supplier gives at that moment. It can be injected once and used
 * for all events.
 */
final class Delegate implements InvocationHandler {

    private final String name;
    private final Supplier<?> target;

    private Delegate(String name, Supplier<?> target) {
        this.name = name;
        this.target = target;
    }

    /**
     * Makes such an object.
     *
     * @param type an interface
     * @param name what {@code toString} answers
     * @param target may throw; the caller gets the exception
     */
    static <T> T of(Class<T> type, String name, Supplier<? extends T> target) {
        return type.cast(Proxy.newProxyInstance(
                Delegate.class.getClassLoader(), new Class<?>[] {type}, new Delegate(name, target)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        try {
            return method.invoke(target.get(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> name;
        };
    }
}
