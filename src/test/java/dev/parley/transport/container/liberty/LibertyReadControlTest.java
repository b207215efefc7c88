package dev.parley.transport.container.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.Fakes;
import dev.parley.transport.container.ReadControl;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

public class LibertyReadControlTest {

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final ManualTime time = new ManualTime();
    private final Link link = new Link();
    private final ReadControl control = control();

    /** The states of a link, as far as they matter here. */
    public enum Status {
        OK_TO_READ,
        READ_ON_WIRE,
        ON_READ_THREAD,
        CLOSE_REQUESTED,
        READ_NOT_OK
    }

    /** What a link reads from. */
    public static final class Context {}

    /** As much of Liberty's link as is used. */
    public static final class Link {
        public Object linkSync = new Object();
        public Status readLinkStatus = Status.READ_ON_WIRE;
        private final Context tcpReadContext;
        private final Object SyncReadPushPop = new Object();
        private int readPush;
        private String linkStatus = "IO_OK";
        private final String writeLinkStatus = "OK_TO_WRITE";
        private int reads;

        Link() {
            this(new Context());
        }

        Link(Context context) {
            tcpReadContext = context;
        }

        public void setReadLinkStatus(Status status) {
            readLinkStatus = status;
        }

        public void startAsyncRead(Context context) {
            assertThat(context).isSameAs(tcpReadContext);
            assertThat(readPush).as("threads that handle what was read").isZero();
            if (readLinkStatus == Status.ON_READ_THREAD) {
                readLinkStatus = Status.READ_ON_WIRE;
                reads++;
            }
        }

        public String getLinkStatus() {
            return linkStatus;
        }

        public String okToWrite(boolean wait, boolean close, boolean pong) {
            throw new UnsupportedOperationException();
        }

        public void signalNotWriting() {
            throw new UnsupportedOperationException();
        }

        public void closeUsingSession(CloseReason reason, boolean read, boolean right) {
            throw new UnsupportedOperationException();
        }

        /** A thread of Liberty begins to handle a message. */
        private void handle() {
            readPush = 1;
            readLinkStatus = Status.ON_READ_THREAD;
        }

        /** That thread leaves, and begins the next read if it may. */
        private void leave() {
            if (readLinkStatus == Status.ON_READ_THREAD) {
                readLinkStatus = Status.READ_ON_WIRE;
                reads++;
            }
            readPush = 0;
        }
    }

    /** What a session has inside. */
    public static final class Inside {
        final Link connLink;

        Inside(Link link) {
            connLink = link;
        }
    }

    /** A session with {@link Inside} inside. */
    public interface LibertySession extends Session {
        Inside getSessionImpl();
    }

    private static Session session(Link link) {
        Inside inside = new Inside(link);
        return Fakes.of(LibertySession.class, (proxy, method, arguments) -> inside);
    }

    private ReadControl control() {
        try {
            return new LibertyReadInternals(session(link)).of(session(link), new CompletionPoller(time.timers()));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsTheThreadThatHandlesAMessageFromReadingAgain() {
        link.handle();
        control.receiving(false);
        link.leave();
        assertThat(link.reads).isZero();

        control.receiving(true);

        assertThat(link.reads).isEqualTo(1);
        assertThat(link.readLinkStatus).isEqualTo(Status.READ_ON_WIRE);
        assertThat(time.pending()).isZero();
    }

    @Test
    void waitsForThatThreadToLeaveBeforeItReads() {
        link.handle();
        control.receiving(false);
        control.receiving(true);
        time.advance(MOMENT);
        assertThat(link.reads).isZero();

        link.leave();
        time.advance(MOMENT);

        assertThat(link.reads).isEqualTo(1);
        time.advance(MOMENT);
        assertThat(time.pending()).isZero();
    }

    @Test
    void leavesAReadThatHasBegunAlone() {
        control.receiving(false);
        assertThat(link.readLinkStatus).isEqualTo(Status.READ_ON_WIRE);

        link.handle();
        control.receiving(false);
        link.leave();
        assertThat(link.reads).isZero();
    }

    @Test
    void doesNothingIfTheThreadHasReadOnByItself() {
        link.handle();
        control.receiving(false);
        link.handle();
        control.receiving(true);
        link.leave();
        time.advance(MOMENT);

        assertThat(link.reads).isEqualTo(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void isStoppedAgainWhileItWaits() {
        link.handle();
        control.receiving(false);
        control.receiving(true);
        control.receiving(false);
        link.leave();
        time.advance(MOMENT);
        assertThat(link.reads).isZero();
        assertThat(time.pending()).isZero();

        control.receiving(true);

        assertThat(link.reads).isEqualTo(1);
    }

    @Test
    void doesNotTouchALinkThatIsClosingOrClosed() {
        link.handle();
        control.receiving(false);
        link.leave();
        link.readLinkStatus = Status.CLOSE_REQUESTED;
        control.receiving(true);
        assertThat(link.readLinkStatus).isEqualTo(Status.CLOSE_REQUESTED);

        link.readLinkStatus = Status.READ_NOT_OK;
        link.linkStatus = "CLOSED";
        control.receiving(true);

        assertThat(link.reads).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void isNotPossibleWithoutAReadContext() {
        assertThatThrownBy(() -> new LibertyReadInternals(session(new Link(null))))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
