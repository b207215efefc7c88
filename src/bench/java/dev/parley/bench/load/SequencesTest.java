package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SequencesTest {

    private final Sequences sequences = new Sequences(2);

    @Test
    void asksForNoOrderBetweenSenders() {
        assertThat(sequences.accept(1)).isTrue();
        assertThat(sequences.accept(3)).isTrue();
        assertThat(sequences.accept(0)).isTrue();
        assertThat(sequences.accept(2)).isTrue();
    }

    @Test
    void noticesThatASenderHasOvertakenItself() {
        assertThat(sequences.accept(3)).isFalse();
        assertThat(sequences.accept(0)).isTrue();
        assertThat(sequences.accept(1)).isTrue();
    }

    @Test
    void refusesWhatComesTwiceFromTheSameSender() {
        sequences.accept(0);
        sequences.accept(1);
        assertThatIllegalStateException().isThrownBy(() -> sequences.accept(1));
    }

    @Test
    void knowsTheLowestNumberThatIsMissing() {
        assertThat(sequences.next()).isZero();
        sequences.accept(0);
        sequences.accept(2);
        assertThat(sequences.next()).isEqualTo(1);
        assertThat(sequences.has(2)).isTrue();
        assertThat(sequences.has(3)).isFalse();
        sequences.accept(1);
        assertThat(sequences.next()).isEqualTo(3);
    }
}
