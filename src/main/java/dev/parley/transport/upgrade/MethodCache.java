package dev.parley.transport.upgrade;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds public methods of the container's objects, each of them once: every handshake and every end of a WebSocket calls
 * some. A name must belong to one method of a class only. Thread-safe.
 */
final class MethodCache {

    private static final Map<Key, Method> METHODS = new ConcurrentHashMap<>();

    private MethodCache() {}

    /**
     * Returns the public method with this name, made accessible.
     *
     * @throws NoSuchMethodException if there is none, because the container's internals are not as expected
     */
    static Method of(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        Key key = new Key(type, name);
        Method method = METHODS.get(key);
        if (method == null) {
            method = type.getMethod(name, parameters);
            method.setAccessible(true);
            METHODS.put(key, method);
        }
        return method;
    }

    private record Key(Class<?> type, String name) {}
}
