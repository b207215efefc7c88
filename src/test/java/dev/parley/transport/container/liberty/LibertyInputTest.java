package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.transport.upgrade.ReadLoopGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipe of this process is the connection. */
class LibertyInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CALLBACK = "callback";
    private static final byte[] PING = ClientFrames.of(0x89, "hello");
    private static final byte[] BEGINNING = ClientFrames.of(0x01, "begin");
    private static final byte[] REST = ClientFrames.of(0x80, "end");
    private static final byte[] CLOSE = ClientFrames.of(0x88, "");
    private static final byte[] ANY_CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    private final ReadLoopGroup loops =
            new ReadLoopGroup(Thread::new, MonotonicClock.monotonic(), (delay, task) -> Timers.Timeout.NONE);
    private final ReceivedMessages received = new ReceivedMessages();
    private final Server server = new Server();
    private Pipe pipe;
    private LibertyInput input;

    /** What the link and the server hear, in this order. */
    private static final class Server implements LibertyInput.Link {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean awaits;
        private volatile boolean closing;

        @Override
        public void complete(Object callback, byte[] bytes) {
            heard.add(callback + " " + Arrays.toString(bytes));
        }

        @Override
        public void cancelled(Object callback) {
            heard.add(callback + " cancelled");
        }

        @Override
        public void fail(Object callback, IOException failure) {
            heard.add(callback + " "
                    + (failure.getCause() == null ? "gone" : failure.getCause().getMessage()));
        }

        @Override
        public boolean awaitsCancelledRead() {
            return awaits;
        }

        @Override
        public boolean isClosing() {
            return closing;
        }

        @Override
        public void readByServer(Object callback) {
            heard.add(callback + " by the server");
        }
    }

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        input = new LibertyInput(
                pipe.source(), server, loops.forNextConnection().orElseThrow());
        input.deliverTo(received);
    }

    @AfterEach
    void close() throws IOException {
        loops.close();
        pipe.sink().close();
        pipe.source().close();
    }

    private void ask() {
        assertThat(input.read(CALLBACK, false)).isTrue();
    }

    private void arrive(byte[]... frames) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(ClientFrames.all(frames)));
    }

    private static byte[] text(String text) {
        return ClientFrames.of(0x81, text);
    }

    private static String given(byte[]... frames) {
        return CALLBACK + " " + Arrays.toString(ClientFrames.all(frames));
    }

    private static void until(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("nanoseconds waited").isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void awaitMessages(String... messages) {
        until(() -> received.messages().size() >= messages.length);
        assertThat(received.messages()).containsExactly(messages);
    }

    private void awaitHeard(String... lines) {
        until(() -> server.heard.size() >= lines.length);
        assertThat(server.heard).containsExactly(lines);
    }

    @Test
    void handsOnPlainMessagesAndKeepsTheLinkWaiting() throws IOException {
        ask();

        arrive(text("one"), text("two"));
        awaitMessages("one", "two");
        arrive(ClientFrames.of(0x82, new byte[] {1, 2}));

        awaitMessages("one", "two", "[1, 2]");
        assertThat(server.heard).isEmpty();
    }

    @Test
    void readsNothingBeforeTheLinkAsks() throws IOException {
        arrive(text("one"));
        assertThat(received.messages()).isEmpty();

        ask();

        awaitMessages("one");
    }

    @Test
    void leavesAnotherFrameToTheLinkAndHandsOnNothingMoreUntilItAsks() throws IOException {
        ask();
        arrive(text("one"), PING, text("two"));
        awaitHeard(given(PING));

        arrive(text("three"));
        assertThat(received.messages()).containsExactly("one");
        ask();

        awaitMessages("one", "two", "three");
    }

    @Test
    void givesTheLinkOneFrameAtATime() throws IOException {
        ask();
        arrive(BEGINNING, PING, REST);
        awaitHeard(given(BEGINNING));
        ask();
        awaitHeard(given(BEGINNING), given(PING));
        ask();

        awaitHeard(given(BEGINNING), given(PING), given(REST));
    }

    @Test
    void leavesAMessageInFragmentsAndWhatIsSentBetweenThemToTheLink() throws IOException {
        ask();
        arrive(BEGINNING);
        awaitHeard(given(BEGINNING));
        ask();
        arrive(PING);
        awaitHeard(given(BEGINNING), given(PING));
        ask();
        arrive(REST);
        awaitHeard(given(BEGINNING), given(PING), given(REST));
        ask();

        arrive(text("plain"));

        awaitMessages("plain");
    }

    @Test
    void leavesAMessageThatComesInTwoReadsToTheLink() throws IOException {
        byte[] message = text("a message");
        byte[] head = Arrays.copyOf(message, 5);
        byte[] tail = Arrays.copyOfRange(message, 5, message.length);
        ask();
        arrive(head);
        awaitHeard(given(head));
        ask();
        arrive(tail, text("two"));
        awaitHeard(given(head), given(tail));
        ask();

        arrive(text("three"));

        awaitMessages("two", "three");
    }

    @Test
    void stopsDuringAPauseAfterTheMessageAndContinuesWithTheNext() throws IOException {
        received.after(() -> input.receiving(false));
        ask();
        arrive(text("one"), text("two"), PING);
        awaitMessages("one");

        input.receiving(true);
        awaitMessages("one", "two");
        received.after(() -> {});
        input.receiving(true);

        awaitHeard(given(PING));
    }

    @Test
    void readsNothingDuringAPause() throws IOException {
        ask();
        input.receiving(false);
        arrive(text("one"));
        assertThat(received.messages()).isEmpty();

        input.receiving(true);

        awaitMessages("one");
    }

    @Test
    void doesNotReadForTheLinkDuringAPause() throws IOException {
        ask();
        arrive(PING);
        awaitHeard(given(PING));
        input.receiving(false);
        ask();
        arrive(text("one"));
        assertThat(received.messages()).isEmpty();

        input.receiving(true);

        awaitMessages("one");
    }

    @Test
    void discardsWhatComesAfterTheLinkHasCancelledItsReadUntilTheCloseFrame() throws IOException {
        ask();
        arrive(text("one"));
        awaitMessages("one");
        assertThat(input.cancel()).isTrue();
        awaitHeard(CALLBACK + " cancelled");

        assertThat(input.read("for the close frame", true)).isTrue();
        arrive(text("two"), BEGINNING, PING);
        arrive(Arrays.copyOf(CLOSE, 3));
        arrive(Arrays.copyOfRange(CLOSE, 3, CLOSE.length));

        awaitHeard(CALLBACK + " cancelled", "for the close frame " + Arrays.toString(ANY_CLOSE));
        assertThat(received.messages()).containsExactly("one");
    }

    @Test
    void givesTheLinkTheCloseFrameThatCameBeforeItAskedForOne() throws IOException {
        ask();
        received.end();
        arrive(text("one"), CLOSE);
        until(() -> !pipe.source().isRegistered() || server.heard.isEmpty());
        assertThat(input.cancel()).isTrue();
        awaitHeard(CALLBACK + " cancelled");

        assertThat(input.read("for the close frame", true)).isTrue();

        awaitHeard(CALLBACK + " cancelled", "for the close frame " + Arrays.toString(ANY_CLOSE));
    }

    @Test
    void closesALinkThatHasTheBeginningOfAFrameWithoutACloseFrame() throws IOException {
        byte[] message = ClientFrames.of(0x82, new byte[30_000]);
        byte[] head = Arrays.copyOf(message, 9_000);
        ask();
        arrive(head);
        awaitHeard(given(head));
        received.end();

        assertThat(input.read("for the close frame", true)).isTrue();
        arrive(Arrays.copyOfRange(message, 9_000, message.length), CLOSE);

        awaitHeard(given(head), "for the close frame cancelled");
    }

    @Test
    void cancelsAReadThatTheLinkAsksForAfterItHasCancelledIt() {
        server.awaits = true;

        assertThat(input.cancel()).isTrue();
        ask();

        awaitHeard(CALLBACK + " cancelled");
    }

    @Test
    void doesNotCancelAReadIfTheLinkDoesNotWaitForThat() throws IOException {
        ask();
        arrive(PING);
        awaitHeard(given(PING));
        assertThat(input.cancel()).isTrue();

        ask();
        server.closing = true;
        arrive(CLOSE);

        awaitHeard(given(PING), given(ANY_CLOSE));
    }

    @Test
    void refusesAFrameThatIsTooLongAndGivesNothingOfItToTheLink() throws IOException {
        received.allow(1_000);
        byte[] frame = ClientFrames.of(0x81, new byte[30_000]);
        ask();

        arrive(text("one"), frame, text("two"), CLOSE);
        awaitMessages("one", "MESSAGE_TOO_BIG");
        assertThat(input.cancel()).isTrue();
        assertThat(input.read("for the close frame", true)).isTrue();

        awaitHeard(CALLBACK + " cancelled", "for the close frame " + Arrays.toString(ANY_CLOSE));
        assertThat(received.messages()).containsExactly("one", "MESSAGE_TOO_BIG");
    }

    @Test
    void discardsWhatWasKeptDuringAPauseWhenTheReadIsCancelled() throws IOException {
        received.after(() -> input.receiving(false));
        ask();
        arrive(text("one"), text("two"));
        awaitMessages("one");

        assertThat(input.cancel()).isTrue();

        awaitHeard(CALLBACK + " cancelled");
        assertThat(received.messages()).containsExactly("one");
    }

    @Test
    void cancelsWhileAMessageIsHandedOn() throws IOException {
        received.after(() -> assertThat(input.cancel()).isTrue());
        ask();

        arrive(text("one"));

        awaitHeard(CALLBACK + " cancelled");
        assertThat(received.messages()).containsExactly("one");
    }

    @Test
    void hasNothingToCancelWhileTheLinkHandlesWhatItWasGiven() throws IOException {
        ask();
        arrive(PING);
        awaitHeard(given(PING));

        assertThat(input.cancel()).as("is done").isTrue();

        assertThat(server.heard).containsExactly(given(PING));
    }

    @Test
    void letsTheServerFindThatTheClientHasGone() throws IOException {
        ask();
        arrive(text("one"));

        pipe.sink().close();

        awaitHeard(CALLBACK + " by the server");
        awaitMessages("one");
        until(() -> !pipe.source().isRegistered());
    }

    @Test
    void letsTheServerReadWhenTheLoopEnds() throws IOException {
        ask();
        arrive(text("one"));
        awaitMessages("one");

        loops.close();

        awaitHeard(CALLBACK + " by the server");
    }

    @Test
    void letsTheServerReadIfTheLoopHasEndedBefore() {
        loops.close();
        until(() -> loops.forNextConnection().isEmpty());

        ask();

        awaitHeard(CALLBACK + " by the server");
    }

    @Test
    void tellsTheLinkOfAConnectionThatTheServerHasClosed() throws IOException {
        ask();
        arrive(text("one"));
        awaitMessages("one");

        pipe.source().close();

        assertThat(input.isOver()).isTrue();
        awaitHeard(CALLBACK + " gone");
    }

    @Test
    void givesTheLinkWhatIsKeptBeforeTheServerReads() throws IOException {
        ask();
        arrive(BEGINNING, REST);
        awaitHeard(given(BEGINNING));
        loops.close();
        until(() -> loops.forNextConnection().isEmpty());

        ask();
        awaitHeard(given(BEGINNING), given(REST));
        assertThat(input.read(CALLBACK, false)).as("is done").isFalse();
    }

    @Test
    void tellsTheLinkThatAMessageCouldNotBeHandedOn() throws IOException {
        received.after(() -> {
            throw new OutOfMemoryError("a test");
        });
        ask();

        arrive(text("one"), text("two"));

        awaitHeard(CALLBACK + " a test");
        assertThat(received.messages()).containsExactly("one");
    }
}
