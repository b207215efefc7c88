package dev.parley.events.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Supplier;

/**
 * The contextual reference of a bean. For a normal scope it is the client proxy, which asks the scope at each call. A
 * dependent bean would be another object each time; here it is one object, made at the first use and destroyed by
 * {@link #release()}.
 */
final class BeanReference implements Supplier<Object> {

    private final BeanManager beans;
    private final Bean<?> bean;
    private CreationalContext<?> context;
    private volatile Object reference;

    BeanReference(BeanManager beans, Bean<?> bean) {
        this.beans = beans;
        this.bean = bean;
    }

    Class<?> type() {
        return bean.getBeanClass();
    }

    boolean isDependent() {
        return bean.getScope().equals(Dependent.class);
    }

    @Override
    public Object get() {
        Object known = reference;
        return known == null ? create() : known;
    }

    private synchronized Object create() {
        if (reference == null) {
            context = beans.createCreationalContext(bean);
            reference = beans.getReference(bean, bean.getBeanClass(), context);
        }
        return reference;
    }

    /** Destroys the object if the bean is dependent. The reference must not be used any more. */
    synchronized void release() {
        if (context != null) {
            context.release();
            context = null;
        }
    }
}
