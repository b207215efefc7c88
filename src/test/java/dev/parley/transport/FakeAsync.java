package dev.parley.transport;

import jakarta.servlet.AsyncContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** The asynchronous end of a request; counts its completions, of which a container allows one. */
public final class FakeAsync {

    private final FakeResponse response;
    private final AtomicInteger completions = new AtomicInteger();
    private Long timeout;

    /** Of a request with this response. */
    public FakeAsync(FakeResponse response) {
        this.response = response;
    }

    /** How often it has been completed, also in vain. */
    public int completions() {
        return completions.get();
    }

    /** The time-out that was set; null if none was. */
    public Long timeout() {
        return timeout;
    }

    /** The context as a servlet sees it. */
    public AsyncContext toServlet() {
        return (AsyncContext) Proxy.newProxyInstance(
                FakeAsync.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setTimeout" -> timeout = (Long) arguments[0];
                        case "complete" -> complete();
                        case "getResponse" -> {
                            return response.toServlet();
                        }
                        default -> throw new UnsupportedOperationException(called.toString());
                    }
                    return null;
                });
    }

    private void complete() {
        if (completions.incrementAndGet() > 1) {
            throw new IllegalStateException("completed twice");
        }
    }
}
