package dev.parley.transport.container;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Stand-ins for what a container implements. */
public final class Fakes {

    private Fakes() {}

    /** One of an interface, whose calls all go to the handler. */
    public static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
