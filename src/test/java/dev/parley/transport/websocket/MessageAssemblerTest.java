package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.engine.CloseReason;
import dev.parley.engine.InboundBudget;
import dev.parley.robustness.BadInput;
import dev.parley.transport.websocket.MessageAssembler.MessageRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

    private static final int MAX = 100_000;
    /** 1,024, and one for each 256 bytes of the limit. */
    private static final int MAX_PARTS = 1024 + 390;

    private final MessageAssembler assembler = new MessageAssembler(() -> MAX);

    private static void assertTooBig(ThrowingCallable call) {
        assertThatExceptionOfType(MessageRefusedException.class)
                .isThrownBy(call)
                .matches(e -> e.reason() == CloseReason.MESSAGE_TOO_BIG);
    }

    @Test
    void givesAWholeMessageAsItCame() throws Exception {
        String text = "4hello";
        byte[] bytes = {1, 2, 3};

        assertThat(assembler.text(text, true)).isSameAs(text);
        assertThat(assembler.binary(bytes, true)).isSameAs(bytes);
    }

    @Test
    void putsPartsTogether() throws Exception {
        assertThat(assembler.text("", false)).isNull();
        assertThat(assembler.text("4he", false)).isNull();
        assertThat(assembler.text("llo", false)).isNull();
        assertThat(assembler.text("", true)).isEqualTo("4hello");

        assertThat(assembler.binary(new byte[] {1}, false)).isNull();
        assertThat(assembler.binary(new byte[] {2}, true)).containsExactly(1, 2);
    }

    /** Found by fuzzing: the halves of a pair counted for half of what it has. */
    @Test
    void countsACharacterInTwoPartsAsInOne() throws Exception {
        String character = "\ud83d\ude00";
        String most = "x".repeat(MAX - 4);
        assembler.text(most + character.charAt(0), false);
        assertThat(assembler.text(character.substring(1), true)).isEqualTo(most + character);

        assembler.text(most + "x" + character.charAt(0), false);
        assertTooBig(() -> assembler.text(character.substring(1), true));
    }

    @Test
    void beginsAnewAfterEachMessage() throws Exception {
        assembler.text("a", false);
        assembler.text("b", true);

        assertThat(assembler.text("c", true)).isEqualTo("c");
        assertThat(assembler.text("d", false)).isNull();
        assertThat(assembler.text("e", true)).isEqualTo("de");
    }

    @Test
    void takesExactlyTheLimitInOneFrame() throws Exception {
        assertThat(assembler.text("x".repeat(MAX), true)).hasSize(MAX);
        assertThat(assembler.binary(new byte[MAX], true)).hasSize(MAX);
        assertTooBig(() -> assembler.text("x".repeat(MAX + 1), true));
        assertTooBig(() -> assembler.binary(new byte[MAX + 1], true));
    }

    @Test
    void countsBytesAndNotCharacters() throws Exception {
        assertThat(assembler.text("ü".repeat(MAX / 2), true)).hasSize(MAX / 2);
        assertTooBig(() -> assembler.text("ü".repeat(MAX / 2) + "x", true));
        assertThat(assembler.text("\ud83d\ude00".repeat(MAX / 4), true)).hasSize(MAX / 2);
        assertTooBig(() -> assembler.text("\ud83d\ude00".repeat(MAX / 4) + "x", true));
    }

    @Test
    void takesExactlyTheLimitInParts() throws Exception {
        assembler.text("x".repeat(MAX - 1), false);
        assertThat(assembler.text("x", true)).hasSize(MAX);

        assembler.binary(new byte[MAX], false);
        assertThat(assembler.binary(new byte[0], true)).hasSize(MAX);
    }

    @Test
    @BadInput(19)
    void refusesTheFirstByteBeyondTheLimitWithoutWaitingForTheLastPart() throws Exception {
        assembler.text("x".repeat(MAX), false);
        assertTooBig(() -> assembler.text("x", false));

        assembler.binary(new byte[MAX], false);
        assertTooBig(() -> assembler.binary(new byte[1], false));
    }

    @Test
    @BadInput(20)
    void refusesTooManyParts() throws Exception {
        for (int i = 1; i < MAX_PARTS; i++) {
            assembler.text("", false);
        }
        assertThat(assembler.text("x", true)).isEqualTo("x");
        for (int i = 0; i < MAX_PARTS; i++) {
            assembler.binary(new byte[1], false);
        }
        assertTooBig(() -> assembler.binary(new byte[1], true));
    }

    /** What a budget is told, and whether it goes along. */
    private static final class Told implements InboundBudget.Holding {
        private final List<Long> bytes = new ArrayList<>();
        private boolean willing = true;

        @Override
        public boolean hold(long now) {
            bytes.add(now);
            return willing;
        }

        @Override
        public void end() {
            bytes.add(-1L);
        }
    }

    @Test
    void tellsWhatItHoldsOfAMessageThatIsNotWhole() throws Exception {
        Told told = new Told();
        assembler.tell(told);

        assembler.text("abc", false);
        assembler.text("defg", false);
        assembler.hold(100);
        assembler.text("h", true);

        assertThat(told.bytes).containsExactly(3L, 7L, 107L, 0L);
    }

    @Test
    void tellsNothingOfMessagesThatComeAsAWhole() throws Exception {
        Told told = new Told();
        assembler.tell(told);

        assembler.text("abc", true);
        assembler.binary(new byte[10], true);

        assertThat(told.bytes).isEmpty();
    }

    @Test
    void forgetsAMessageThatTheNodeCannotHold() throws Exception {
        Told told = new Told();
        told.willing = false;
        assembler.tell(told);

        assertThatExceptionOfType(MessageRefusedException.class)
                .isThrownBy(() -> assembler.text("abc", false))
                .matches(e -> e.reason() == CloseReason.OVER_BUDGET);
        assertThat(assembler.text("d", true)).isEqualTo("d");
    }
}
