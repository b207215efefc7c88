package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing has kept, without a fuzzer. */
class FuzzCorpusTest {

    private static final Path CORPUS = Path.of("src/fuzz/corpus");

    static List<Target> targets() {
        return Target.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatWasKeptIsTakenOrRefusedAsItShouldBe(Target target) throws IOException {
        List<byte[]> inputs = Corpus.of(CORPUS, target);

        assertThat(inputs).isNotEmpty().allMatch(target::keeps);
        inputs.forEach(input -> accept(target, input));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void soIsWhatIsCutOff(Target target) throws IOException {
        for (byte[] input : Corpus.of(CORPUS, target)) {
            accept(target, Arrays.copyOf(input, input.length / 2));
            accept(target, Arrays.copyOf(input, Math.max(0, input.length - 1)));
        }
    }

    private static void accept(Target target, byte[] input) {
        try {
            target.accept(input);
        } catch (Throwable e) {
            fail(target + ": " + Base64.getEncoder().encodeToString(input), e);
        }
    }
}
