package dev.parley.transport.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.transport.container.Fakes;
import dev.parley.transport.container.ReadControl;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

public class UndertowReadControlTest {

    private final Channel channel = new Channel();

    /** As much of Undertow's channel as is used. */
    public static final class Channel {
        private final List<String> calls = new ArrayList<>();
        private boolean stopped;

        public void suspendReceives() {
            call("suspend");
        }

        public void resumeReceives() {
            call("resume");
        }

        private void call(String name) {
            if (stopped) {
                throw new RejectedExecutionException("the worker has been shut down");
            }
            calls.add(name);
        }
    }

    /** A session with a channel below. */
    public interface UndertowSession extends Session {
        Channel getWebSocketChannel();
    }

    private ReadControl control() throws ReflectiveOperationException {
        Session session = Fakes.of(UndertowSession.class, (proxy, method, arguments) -> channel);
        return new UndertowReadControl.Members(session).of(session);
    }

    @Test
    void suspendsAndResumesTheChannel() throws ReflectiveOperationException {
        ReadControl control = control();

        control.receiving(false);
        control.receiving(true);

        assertThat(channel.calls).containsExactly("suspend", "resume");
    }

    @Test
    void isQuietWhenTheServerHasStopped() throws ReflectiveOperationException {
        channel.stopped = true;

        control().receiving(true);

        assertThat(channel.calls).isEmpty();
    }

    @Test
    void isNotPossibleWithAnotherSession() {
        Session other = Fakes.of(Session.class, (proxy, method, arguments) -> null);

        assertThatThrownBy(() -> new UndertowReadControl.Members(other)).isInstanceOf(NoSuchMethodException.class);
    }
}
