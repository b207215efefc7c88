package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    @Test
    void takesWhatComesInOrder() {
        for (int number = 0; number < 200; number++) {
            assertThat(sequence.accept(number)).isTrue();
        }
        assertThat(sequence.next()).isEqualTo(200);
    }

    @Test
    void noticesWhatComesTooEarly() {
        assertThat(sequence.accept(1)).isFalse();
        assertThat(sequence.has(1)).isTrue();
        assertThat(sequence.has(0)).isFalse();
        assertThat(sequence.accept(0)).isTrue();
        assertThat(sequence.next()).isEqualTo(2);
    }

    @Test
    void refusesWhatComesTwice() {
        sequence.accept(0);
        sequence.accept(2);
        assertThatIllegalStateException().isThrownBy(() -> sequence.accept(0));
        assertThatIllegalStateException().isThrownBy(() -> sequence.accept(2));
    }

    @Test
    void refusesAGapThatIsTooWide() {
        assertThat(sequence.accept(63)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> sequence.accept(64));
    }
}
