package dev.parley.it.own;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Another one for each request context. */
@RequestScoped
public class RequestNumber {

    private static final AtomicInteger LAST = new AtomicInteger();
    static final AtomicInteger DESTROYED = new AtomicInteger();

    private final int number = LAST.incrementAndGet();

    /** The number of this context. */
    public int get() {
        return number;
    }

    @PreDestroy
    void end() {
        DESTROYED.incrementAndGet();
    }
}
