package dev.parley.transport;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What stands behind an interface of the servlet API, of whose many methods a test needs few: subclasses declare those by
 * name and parameters, without being public. A call of any other fails the test that makes it.
 */
abstract class FakeServletObject implements InvocationHandler {

    FakeServletObject() {}

    /** Seen through the interface. */
    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, this));
    }

    /** Calls the subclass's own method of the same name and parameters. */
    @Override
    public final Object invoke(Object proxy, Method called, Object[] arguments) throws Throwable {
        try {
            return getClass()
                    .getDeclaredMethod(called.getName(), called.getParameterTypes())
                    .invoke(this, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(called.toString(), e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
