package dev.parley.events.declaration;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A bean whose class has handler annotations.
 *
 * @param type the bean's class; not a proxy's
 * @param reference gives the object on which handlers are called. In a container it is the contextual reference, so that
 *     interceptors and scopes work. Called once for each call of a handler, on the thread of that call
 */
public record EventBean(Class<?> type, Supplier<Object> reference) {

    /** Nothing may be null. */
    public EventBean {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reference, "reference");
    }

    /** A bean that is one plain object. */
    public static EventBean of(Object object) {
        return new EventBean(object.getClass(), () -> object);
    }
}
