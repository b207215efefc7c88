package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kit with beans of a container of the test's. */
class EventTestKitWithWeldTest {

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Booked {}

    @ApplicationScoped
    public static class Ledger {

        private final List<String> lines = new ArrayList<>();

        public void add(String line) {
            lines.add(line);
        }

        public List<String> lines() {
            return lines;
        }
    }

    @Booked
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Booking {

        @Inject
        Ledger ledger;

        @AroundInvoke
        Object book(InvocationContext invocation) throws Exception {
            ledger.add("before " + invocation.getMethod().getName());
            try {
                return invocation.proceed();
            } finally {
                ledger.add("after " + invocation.getMethod().getName());
            }
        }
    }

    @ApplicationScoped
    @SocketNamespace("/orders")
    public static class Desk {

        @Inject
        Ledger ledger;

        @OnEvent("place")
        @Booked
        public String place(String article) {
            ledger.add("place " + article);
            return "placed " + article;
        }

        @OnEvent("count")
        int count() {
            return ledger.lines().size();
        }
    }

    private static SeContainer container;

    @BeforeAll
    static void start() {
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Ledger.class, Booking.class, Desk.class)
                .initialize();
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    @Test
    void aHandlerIsCalledThroughItsInterceptors() {
        EventTestKit kit = new EventTestKit();
        // @SocketNamespace is a qualifier, so the bean is no @Default one.
        kit.add(
                Desk.class,
                () -> container.select(Desk.class, Any.Literal.INSTANCE).get());
        TestClient ada = kit.connect("/orders", kit.user("ada"));

        assertThat(ada.ask(String.class, "place", "tea")).isEqualTo("placed tea");

        assertThat(container.select(Ledger.class).get().lines())
                .containsExactly("before place", "place tea", "after place");
        assertThat(ada.ask(Integer.class, "count")).isEqualTo(3);
    }
}
