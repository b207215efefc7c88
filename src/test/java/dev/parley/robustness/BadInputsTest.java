package dev.parley.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each line of the list of bad input has a test, and {@code robustness.md} says which; {@code -Dparley.write} writes its tables
 * anew.
 */
class BadInputsTest {

    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "robustness.md");
    private static final int LINES = 77;

    private static List<CoveringTest> tests;

    @BeforeAll
    static void findTests() {
        tests = CoveringTests.all();
    }

    @Test
    void theListHasAllItsLines() {
        assertThat(RobustnessTables.lines().keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LINES).boxed().toList());
    }

    @Test
    void eachLineHasATest() {
        Set<Integer> covered = tests.stream().map(CoveringTest::line).collect(Collectors.toSet());

        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(RobustnessTables.lines().keySet());
    }

    @Test
    void theDocumentHasTheTableOfTheTests() throws IOException {
        assertTable("bad input", RobustnessTables.ofBadInput(tests));
    }

    @Test
    void theDocumentHasTheTableOfTheDifferences() throws IOException {
        assertTable("differences", RobustnessTables.ofDifferences());
    }

    private static void assertTable(String name, String table) throws IOException {
        String begin = "<!-- " + name + ": written by BadInputsTest, with -Dparley.write -->\n";
        String end = "\n<!-- end of " + name + " -->";
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf(end);
        if (System.getProperty("parley.write") != null) {
            Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
            return;
        }
        assertThat(document.substring(from, to)).isEqualTo(table);
    }
}
