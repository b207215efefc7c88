package dev.parley.redis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.ClusterListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LossNoticeTest {

    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicInteger heard = new AtomicInteger();
    private final Exchange exchange = new Exchange();
    private final LossNotice notice = new LossNotice(exchange, connected::get, losses::get, heard::incrementAndGet);

    /** Keeps what is published. */
    private static final class Exchange implements MessageExchange {
        private final List<String> published = new ArrayList<>();
        private Reader reader;

        @Override
        public String node() {
            return "me";
        }

        @Override
        public String key() {
            return "socket.io";
        }

        @Override
        public MonotonicClock clock() {
            return new ManualTime().clock();
        }

        @Override
        public void publish(String channel, byte[] message, boolean droppable) {
            throw new IllegalStateException("it is no message of a user");
        }

        @Override
        public void tell(String channel, byte[] message) {
            published.add(channel + " " + new String(message, UTF_8));
        }

        @Override
        public CompletionStage<Void> subscribe(String channel, Reader newReader) {
            assertThat(channel).isEqualTo("socket.io#lost#");
            reader = newReader;
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Boolean> caughtUp(String channel, Reader ofChannel) {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public void onMissed(ClusterListener listener) {}

        @Override
        public void offMissed(ClusterListener listener) {}

        @Override
        public void unsubscribe(String channel) {}

        @Override
        public CompletionStage<Integer> others(String channel) {
            return CompletableFuture.completedStage(0);
        }
    }

    @Test
    void lossesAreToldOnceAndAsSoonAsThereIsAConnection() {
        notice.look();
        losses.set(3);
        notice.look();
        assertThat(exchange.published).isEmpty();

        connected.set(true);
        notice.look();
        notice.look();
        assertThat(exchange.published).containsExactly("socket.io#lost# me");

        losses.set(4);
        notice.look();
        assertThat(exchange.published).hasSize(2);
    }

    @Test
    void lossesOfOthersAreHeardAndItsOwnAreNot() throws MalformedMessageException {
        exchange.reader.read("me".getBytes(UTF_8));
        assertThat(heard).hasValue(0);

        exchange.reader.read("other".getBytes(UTF_8));
        assertThat(heard).hasValue(1);
    }
}
