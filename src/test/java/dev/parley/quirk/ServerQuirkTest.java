package dev.parley.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The list of quirks in the documents is the one in the code. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ServerQuirkTest {

    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "containers.md");
    private static final String HEADING = "| code | server | because |";

    @ArchTest
    static void theDocumentsListAllThatTheCodeMarks(JavaClasses house) throws IOException {
        List<String> rows =
                house.stream().flatMap(ServerQuirkTest::rows).sorted().toList();

        assertThat(rows).isNotEmpty();
        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .dropWhile(line -> !line.equals(HEADING))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|")))
                .containsExactlyElementsOf(rows);
    }

    private static Stream<String> rows(JavaClass type) {
        return Stream.concat(
                row(type.getSimpleName(), type), type.getMethods().stream().flatMap(ServerQuirkTest::row));
    }

    private static Stream<String> row(JavaMethod method) {
        return row(method.getOwner().getSimpleName() + "." + method.getName(), method);
    }

    private static Stream<String> row(String name, CanBeAnnotated marked) {
        Stream<String> none = Stream.empty();
        if (!(marked instanceof com.tngtech.archunit.core.domain.properties.HasAnnotations<?> annotated)) {
            return none;
        }
        return annotated
                .tryGetAnnotationOfType(ServerQuirk.class)
                .map(quirk -> Stream.of("| `" + name + "` | " + quirk.server() + " | " + quirk.what() + " |"))
                .orElse(none);
    }
}
