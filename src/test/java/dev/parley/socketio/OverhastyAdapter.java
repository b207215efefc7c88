package dev.parley.socketio;

import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.LocalAdapter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A {@link LocalAdapter} in which something happens at the very moment when a member has joined its first room. */
final class OverhastyAdapter implements InvocationHandler {

    private final Adapter adapter = new LocalAdapter();
    private final Consumer<Adapter> afterJoin;

    private OverhastyAdapter(Consumer<Adapter> afterJoin) {
        this.afterJoin = afterJoin;
    }

    static Adapter of(Consumer<Adapter> afterJoin) {
        return (Adapter) Proxy.newProxyInstance(
                OverhastyAdapter.class.getClassLoader(),
                new Class<?>[] {Adapter.class},
                new OverhastyAdapter(afterJoin));
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = called.invoke(adapter, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (called.getName().equals("join")) {
            afterJoin.accept(adapter);
        }
        return result;
    }
}
