package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

class PublishBufferTest {

    private final PublishBuffer buffer = new PublishBuffer(3, 100);

    private static PublishBuffer.Message message(int size) {
        return PublishBuffer.Message.of(PublishBuffer.Kind.LASTING, Command.PUBLISH, new byte[1], new byte[size - 1]);
    }

    private List<PublishBuffer.Message> take(int max, long bytes) throws InterruptedException {
        return buffer.take(max, bytes, 0);
    }

    @Test
    void givesMessagesInTheirOrder() throws InterruptedException {
        PublishBuffer.Message first = message(10);
        PublishBuffer.Message second = message(10);
        buffer.offer(first);
        buffer.offer(second);

        assertThat(take(10, 100)).containsExactly(first, second);
        assertThat(take(10, 100)).isEmpty();
    }

    @Test
    void isBoundedByNumber() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(buffer.offer(message(1))).isTrue();
        }
        assertThat(buffer.offer(message(1))).isFalse();

        assertThat(take(1, 100)).hasSize(1);
        assertThat(buffer.offer(message(1))).isTrue();
    }

    @Test
    @BadInput(69)
    void isBoundedByBytes() throws InterruptedException {
        assertThat(buffer.offer(message(60))).isTrue();
        assertThat(buffer.offer(message(41))).isFalse();
        assertThat(buffer.offer(message(40))).isTrue();

        take(1, 100);
        assertThat(buffer.offer(message(60))).isTrue();
        assertThat(buffer.offer(message(1))).isFalse();
    }

    @Test
    void aBatchIsBoundedByBytesToo() throws InterruptedException {
        buffer.offer(message(30));
        buffer.offer(message(30));
        buffer.offer(message(30));

        assertThat(take(10, 31)).hasSize(2);
        assertThat(take(10, 31)).hasSize(1);
    }

    @Test
    void tellsHowMuchItForgets() throws InterruptedException {
        buffer.offer(message(50));
        buffer.offer(message(50));

        assertThat(buffer.clear()).isEqualTo(2);
        assertThat(buffer.size()).isZero();
        assertThat(buffer.offer(message(100))).isTrue();
    }
}
