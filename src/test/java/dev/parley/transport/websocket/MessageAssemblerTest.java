package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.transport.websocket.MessageAssembler.MessageTooBigException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

    private static final int MAX = 100_000;
    /** 1,024, and one for each 256 bytes of the limit. */
    private static final int MAX_PARTS = 1024 + 390;

    private final MessageAssembler assembler = new MessageAssembler(MAX);

    private static void assertTooBig(ThrowingCallable call) {
        assertThatExceptionOfType(MessageTooBigException.class).isThrownBy(call);
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
    void refusesTheFirstByteBeyondTheLimitWithoutWaitingForTheLastPart() throws Exception {
        assembler.text("x".repeat(MAX), false);
        assertTooBig(() -> assembler.text("x", false));

        assembler.binary(new byte[MAX], false);
        assertTooBig(() -> assembler.binary(new byte[1], false));
    }

    @Test
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
}
