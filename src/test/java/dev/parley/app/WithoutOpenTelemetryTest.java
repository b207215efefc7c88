package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A server without OpenTelemetry: its API is not to be found, and nothing is traced. */
class WithoutOpenTelemetryTest {

    /** Loads this project's classes itself, and finds no OpenTelemetry. */
    private static final class ServerWithout extends ClassLoader {

        ServerWithout() {
            super(WithoutOpenTelemetryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.parley.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void nothingIsTraced() throws Exception {
        ClassLoader server = new ServerWithout();
        Class<?> settings = server.loadClass("dev.parley.config.TracingSettings");
        Object on =
                settings.getDeclaredConstructor(boolean.class, boolean.class).newInstance(true, false);
        Class<?> components = server.loadClass("dev.parley.app.TracingComponents");
        Method find = Arrays.stream(components.getDeclaredMethods())
                .filter(method -> method.getName().equals("find"))
                .findFirst()
                .orElseThrow();
        find.setAccessible(true);

        Object found = find.invoke(null, on, null);

        Method headers = components.getDeclaredMethod("headers");
        headers.setAccessible(true);
        assertThat(headers.invoke(found)).asString().isEqualTo("[]");
    }
}
