package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example applications show that the API is enough. */
class ExamplesTest {

    private static final String API = "import dev.parley.api.";
    private static final String OWN = "import dev.parley.example.";

    @Test
    void anApplicationUsesTheApiAndNothingElseOfParley() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "example"))) {
            List<String> imports = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(ExamplesTest::lines)
                    .filter(line -> line.contains("dev.parley.") && !line.startsWith("package "))
                    .toList();

            assertThat(imports).isNotEmpty().allMatch(line -> line.startsWith(API) || line.startsWith(OWN));
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
