package dev.parley.transport.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.transport.container.FrameBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrizzlyConnectionTest {

    private final FakeGrizzly.Connection inside = FakeGrizzly.connection();
    private final WebSocket webSocket = new WebSocket(FakeGrizzly.above(inside));

    private record WebSocket(Object protocolHandler) {}

    private static GrizzlyConnection of(Object webSocket) throws ReflectiveOperationException, IOException {
        return new GrizzlyInternals(webSocket).of(webSocket);
    }

    @AfterEach
    void close() throws IOException {
        inside.getChannel().close();
    }

    @Test
    void isFlushedWhenNothingWaitsForTheKernel() throws Exception {
        GrizzlyConnection connection = of(webSocket);
        assertThat(connection.isFlushed()).isTrue();

        inside.queue().holds(1);
        assertThat(connection.isFlushed()).isFalse();

        inside.queue().holds(0);
        assertThat(connection.isFlushed()).isTrue();
    }

    @Test
    void failsWhenItIsClosedWithSomethingInIt() throws Exception {
        GrizzlyConnection connection = of(webSocket);
        inside.queue().holds(1);
        inside.close();

        assertThatThrownBy(connection::isFlushed).isInstanceOf(IOException.class);
    }

    @Test
    void boundsWhatTheKernelTakes() throws Exception {
        of(webSocket);

        // Linux reports twice of what it was told.
        assertThat(inside.sendBuffer()).isBetween(FrameBatch.BYTES, 2 * FrameBatch.BYTES);
    }

    @Test
    void tellsAConnectionThatIsGoneFromADifferentContainer() {
        assertThatThrownBy(() -> of(new WebSocket(FakeGrizzly.above(null)))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> of(new WebSocket("different"))).isInstanceOf(ReflectiveOperationException.class);
        assertThatThrownBy(() -> of("different")).isInstanceOf(ReflectiveOperationException.class);
    }

    @Nested
    class WrittenTo {

        private static final ByteBuffer BYTES = ByteBuffer.wrap(new byte[] {1, 2});

        @Test
        void takesBytesAsTheyAre() throws Exception {
            inside.passes(new FakeGrizzly.TransportFilter(), new FakeGrizzly.GlassfishHttpCodecFilter(), "above HTTP");

            of(webSocket).writer().write(BYTES);

            assertThat(inside.transport().written())
                    .singleElement()
                    .satisfies(bytes -> assertThat(bytes).isSameAs(BYTES));
        }

        @Test
        void tellsThatItIsClosed() throws Exception {
            inside.passes(new FakeGrizzly.GlassfishHttpCodecFilter());
            GrizzlyWriter writer = of(webSocket).writer();
            inside.close();

            assertThatThrownBy(() -> writer.write(BYTES)).isInstanceOf(IOException.class);
        }

        @Test
        void tellsWhatGoesWrong() throws Exception {
            inside.passes(new FakeGrizzly.GlassfishHttpCodecFilter());
            inside.transport().fails(new IllegalStateException("queue"));

            assertThatThrownBy(() -> of(webSocket).writer().write(BYTES)).hasMessage("queue");
        }

        @Test
        void isNotForConnectionsWithTls() throws Exception {
            inside.passes(
                    new FakeGrizzly.TransportFilter(),
                    new FakeGrizzly.SSLFilter(),
                    new FakeGrizzly.GlassfishHttpCodecFilter());

            assertThat(of(webSocket).writer()).isNull();
        }

        @Test
        void isNotForConnectionsThatLookDifferent() throws Exception {
            assertThat(of(webSocket).writer()).isNull();

            inside.passes(new FakeGrizzly.TransportFilter());
            assertThat(of(webSocket).writer()).as("no HTTP above it").isNull();
        }
    }
}
