package dev.parley.transport.upgrade;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.robustness.BadInput;
import dev.parley.transport.FakeBody;
import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedInputTest {

    private static final int LIMIT = 1000;

    private final FakeBody connection = FakeBody.ofKnownEnd();
    private final FrameGuard guard = new FrameGuard(Runnable::run);
    private final GuardedInput input = new GuardedInput(connection, guard, new Gate());
    private final List<CloseReason> violations = new ArrayList<>();
    private final List<Long> held = new ArrayList<>();
    private boolean willing = true;
    private final byte[] buffer = new byte[5000];

    @BeforeEach
    void attach() {
        guard.attach(() -> LIMIT, this::holds, violations::add);
    }

    private boolean holds(long bytes) {
        held.add(bytes);
        return willing;
    }

    private static byte[] text(String payload) {
        return ByteBuffer.allocate(6 + payload.length())
                .put((byte) 0x81)
                .put((byte) (0x80 | payload.length()))
                .putInt(0)
                .put(payload.getBytes(US_ASCII))
                .array();
    }

    private static byte[] header(int declared) {
        return ByteBuffer.allocate(8)
                .put((byte) 0x82)
                .put((byte) 0xfe)
                .putShort((short) declared)
                .putInt(0)
                .array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private byte[] read() throws IOException {
        return Arrays.copyOf(buffer, input.read(buffer, 0, buffer.length));
    }

    @Test
    void tellsWhenItsListenerReadsAndHasRead() {
        List<String> told = new ArrayList<>();
        guard.tell(new Reads() {
            @Override
            public void readBegins() {
                told.add("begins");
            }

            @Override
            public void readEnds() {
                told.add("ends");
            }
        });
        input.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() {
                told.add("reads");
            }

            @Override
            public void onAllDataRead() {}

            @Override
            public void onError(Throwable failure) {}
        });
        input.begin();

        connection.arrive(text("a"));

        assertThat(told).containsExactly("begins", "reads", "ends");
    }

    @Test
    void passesGoodFramesOn() throws IOException {
        connection.arrive(concat(text("4hello"), text("3")));

        assertThat(input.isReady()).isTrue();
        assertThat(read()).isEqualTo(concat(text("4hello"), text("3")));
        assertThat(violations).isEmpty();
    }

    @Test
    @BadInput(21)
    void endsAtAFrameThatDeclaresTooMuchWhenWhatCameBeforeHasBeenRead() throws IOException {
        connection.arrive(concat(text("4hello"), header(LIMIT + 1)));

        assertThat(read()).isEqualTo(text("4hello"));
        assertThat(violations)
                .as("before the container has had what came before")
                .isEmpty();
        assertThat(input.isReady()).isFalse();
        assertThat(input.available()).isZero();

        assertThat(violations).containsExactly(CloseReason.MESSAGE_TOO_BIG);
        connection.arrive(text("4more"));
        assertThat(read()).isEmpty();
    }

    @Test
    void endsAtAFrameWithoutAMask() throws IOException {
        connection.arrive(new byte[] {(byte) 0x81, 1, '2'});

        assertThat(read()).isEmpty();
        assertThat(input.isReady()).isFalse();
        assertThat(violations).containsExactly(CloseReason.PARSE_ERROR);
    }

    @Test
    void tellsHowMuchOfAFrameTheContainerHolds() throws IOException {
        connection.arrive(concat(header(500), new byte[200]));
        read();
        connection.arrive(new byte[100]);
        read();
        connection.arrive(new byte[200]);
        read();

        assertThat(held).containsExactly(200L, 300L, 0L);
    }

    @Test
    void endsWhenTheContainerMustNotHoldThatMuch() throws IOException {
        willing = false;
        connection.arrive(concat(header(500), new byte[200]));
        read();

        assertThat(input.isReady()).isFalse();
        assertThat(violations).containsExactly(CloseReason.OVER_BUDGET);
    }

    @Test
    void allowsNoMoreThanAControlFrameBeforeATransportIsThere() throws IOException {
        GuardedInput early = new GuardedInput(connection, new FrameGuard(Runnable::run), new Gate());
        connection.arrive(header(126));

        assertThat(early.read(buffer, 0, buffer.length)).isZero();
        assertThat(early.isReady()).isFalse();
    }
}
