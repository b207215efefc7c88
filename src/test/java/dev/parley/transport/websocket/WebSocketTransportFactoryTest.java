package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Timers;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.upgrade.FrameGuard;
import dev.parley.transport.upgrade.ReadLoopGroup;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WebSocketTransportFactoryTest {

    private final List<String> closes = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean gone;
    private final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, called, arguments) -> {
                if (!called.getName().equals("close")) {
                    return null;
                }
                if (gone) {
                    throw new IllegalStateException("closed");
                }
                jakarta.websocket.CloseReason reason = (jakarta.websocket.CloseReason) arguments[0];
                closes.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
                return null;
            });

    private static WebSocketTransportFactory transports(Executor closers) {
        Timers timers = (delay, task) -> Timers.Timeout.NONE;
        return new WebSocketTransportFactory(
                closers,
                new ClosingConnections(() -> 0, timers, closers),
                Thread::new,
                timers,
                new ReadLoopGroup(Thread::new, () -> 0, (delay, task) -> Timers.Timeout.NONE));
    }

    @Test
    void closesOnTheExecutorAndSaysWhy() {
        WebSocketTransport transport = transports(tasks::add).open(session, false, new FrameGuard(Runnable::run));

        transport.terminate(CloseReason.SLOW_CONSUMER);
        assertThat(closes).isEmpty();
        tasks.forEach(Runnable::run);

        assertThat(closes).containsExactly("1008 transport error");
    }

    @Test
    void everyReasonHasACodeThatTheStandardKnows() {
        for (CloseReason reason : CloseReason.values()) {
            transports(Runnable::run)
                    .open(session, false, new FrameGuard(Runnable::run))
                    .terminate(reason);

            assertThat(closes).last().isEqualTo(reason.webSocketCode() + " " + reason.webSocketText());
        }
    }

    @Test
    void closesByItselfWhenTheExecutorHasEnded() {
        Executor ended = task -> {
            throw new RejectedExecutionException("ended");
        };
        transports(ended)
                .open(session, false, new FrameGuard(Runnable::run))
                .terminate(CloseReason.SERVER_SHUTTING_DOWN);

        assertThat(closes).containsExactly("1001 server shutting down");
    }

    @Test
    void refusesAWebSocketThatNobodyAdmitted() {
        transports(Runnable::run).refuse(session);

        assertThat(closes).containsExactly("1000 forced close");
    }

    @Test
    void doesNotMindThatItIsGone() {
        gone = true;

        transports(Runnable::run).refuse(session);

        assertThat(closes).isEmpty();
    }
}
