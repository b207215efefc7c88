package dev.parley.transport.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WildFlyClassLoaderTest {

    /** As WildFly has it. */
    public static final class Domains {

        private static final List<ClassLoader> FORGOTTEN = new ArrayList<>();

        private Domains() {}

        /** Forgets whose domain it is. */
        public static void unregisterClassLoader(ClassLoader loader) {
            FORGOTTEN.add(loader);
        }
    }

    /** As none has it. */
    public static final class Others {

        private Others() {}
    }

    @BeforeEach
    void forgetNobody() {
        Domains.FORGOTTEN.clear();
    }

    @Test
    void theApplicationsLoaderIsForgottenAtItsEnd() {
        end(new WildFlyClassLoader(Domains.class.getName()));

        assertThat(Domains.FORGOTTEN).containsExactly(getClass().getClassLoader());
    }

    @Test
    void nothingIsDoneWhereThereIsNoSuchTable() {
        assertThatCode(() -> end(new WildFlyClassLoader())).doesNotThrowAnyException();
    }

    @Test
    void aTableThatHasChangedEndsNothing() {
        assertThatCode(() -> end(new WildFlyClassLoader(Others.class.getName())))
                .doesNotThrowAnyException();
    }

    private void end(WildFlyClassLoader listener) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassLoader" -> getClass().getClassLoader();
                    case "hashCode" -> 0;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        listener.contextDestroyed(new ServletContextEvent(context));
    }
}
