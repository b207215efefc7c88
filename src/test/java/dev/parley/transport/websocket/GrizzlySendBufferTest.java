package dev.parley.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrizzlySendBufferTest {

    private static final int BYTES = 10_000;

    private final SocketChannel channel = open();
    private final GrizzlySendBuffer buffer = new GrizzlySendBuffer();

    /** One of the objects on the way, with a field for each name: the way goes round in it. */
    @SuppressWarnings("unused")
    public static class Stop {
        private final Stop protocolHandler = this;
        private final Stop writer = this;
        private final Stop tyrusHttpUpgradeHandler = this;
        private final Stop os = this;
        private final Stop ob = this;
        private final Stop grizzlyOutputBuffer = this;
        private final Stop ctx = this;
        private final SocketChannel channel;

        Stop(SocketChannel channel) {
            this.channel = channel;
        }

        public Stop getConnection() {
            return this;
        }

        public SocketChannel getChannel() {
            return channel;
        }
    }

    private static SocketChannel open() {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void findsTheSocketAndBoundsItsBuffer() throws IOException {
        assertThat(buffer.bound(new Stop(channel), BYTES)).isTrue();

        assertThat(channel.getOption(StandardSocketOptions.SO_SNDBUF)).isBetween(BYTES, 2 * BYTES);
    }

    @Test
    void doesNothingToAContainerThatLooksDifferent() {
        assertThat(buffer.bound(new Object(), BYTES)).isFalse();
        assertThat(buffer.bound(new Stop(channel), BYTES))
                .as("nor does it try again")
                .isFalse();
    }

    @Test
    void doesNotMindASocketThatIsGone() throws IOException {
        channel.close();

        assertThat(buffer.bound(new Stop(channel), BYTES)).isFalse();
    }
}
