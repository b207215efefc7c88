package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {

    /** A process that registers two hooks, deregisters one, and ends. */
    public static void main(String[] arguments) {
        ShutdownHook forgotten = ShutdownHook.register(() -> System.out.println("forgotten"));
        ShutdownHook.register(() -> {
            forgotten.deregister();
            System.out.println("goodbye");
        });
        forgotten.deregister();
        forgotten.deregister();
    }

    @Test
    void runsAtTheEndOfTheProcessUnlessDeregistered() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShutdownHookTest.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo("goodbye");
    }
}
