package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ManualTime;
import dev.parley.redis.connection.CommandPipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class PublishBatchTest {

    private final PublishCounts counts = new PublishCounts(new ManualTime().clock());
    private final PublishBatch batch = new PublishBatch(counts);
    private final Pipeline redis = new Pipeline();

    /** Gives the replies that it is told, and then breaks. */
    private static final class Pipeline implements CommandPipeline {
        private final List<ProtocolCommand> written = new ArrayList<>();
        private final Queue<Object> replies = new ArrayDeque<>();
        private int sent;

        @Override
        public void write(ProtocolCommand command, byte[]... arguments) {
            written.add(command);
        }

        @Override
        public void leave() {
            sent = written.size();
        }

        @Override
        public Object read() {
            Object reply = replies.poll();
            if (reply == null) {
                throw new JedisConnectionException("broken");
            }
            if (reply instanceof JedisDataException refusal) {
                throw refusal;
            }
            return reply;
        }
    }

    private static PublishBuffer.Message lasting() {
        return PublishBuffer.Message.of(PublishBuffer.Kind.LASTING, Command.PUBLISH, new byte[1]);
    }

    private void publish(List<PublishBuffer.Message> messages) {
        batch.fill(messages);
        batch.publish(redis);
    }

    @Test
    void allLeaveInOneRoundTripAndAreCountedWhenRedisHasConfirmedThem() {
        redis.replies.addAll(List.of(1L, 1L));

        publish(List.of(lasting(), lasting()));

        assertThat(redis.written).hasSize(2);
        assertThat(redis.sent).isEqualTo(2);
        assertThat(counts.published()).isEqualTo(2);
        assertThat(counts.lost()).isZero();
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void aMarkDoesNotLeaveAndIsPassedWhenWhatWasBeforeItIsConfirmed() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletableFuture<Object> last = new CompletableFuture<>();
        redis.replies.add(1L);

        publish(List.of(PublishBuffer.Message.mark(first), lasting(), PublishBuffer.Message.mark(last)));

        assertThat(redis.written).hasSize(1);
        assertThat(first).isCompletedWithValue(null);
        assertThat(last).isCompletedWithValue(null);
    }

    @Test
    void aQuestionGetsItsOwnAnswerAndIsNotCounted() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        redis.replies.addAll(List.of(1L, "five", 1L));

        publish(List.of(lasting(), PublishBuffer.Message.question(answer, Command.TIME), lasting()));

        assertThat(answer).isCompletedWithValue("five");
        assertThat(counts.published()).isEqualTo(2);
    }

    @Test
    void whatRedisRefusesIsDroppedAndTheRestIsPublished() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        JedisDataException refusal = new JedisDataException("NOPERM");
        redis.replies.addAll(List.of(refusal, refusal, 1L));

        publish(List.of(lasting(), PublishBuffer.Message.question(answer, Command.TIME), lasting()));

        assertThat(answer).isCompletedExceptionally();
        assertThat(counts.dropped()).isEqualTo(1);
        assertThat(counts.published()).isEqualTo(1);
        assertThat(counts.uncertain()).isZero();
    }

    @Test
    void whatIsNotConfirmedWhenTheConnectionBreaksIsUncertainAndNotSentAgain() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        CompletableFuture<Object> mark = new CompletableFuture<>();
        redis.replies.add(1L);
        batch.fill(List.of(
                lasting(),
                lasting(),
                PublishBuffer.Message.question(answer, Command.TIME),
                PublishBuffer.Message.mark(mark)));

        assertThatThrownBy(() -> batch.publish(redis)).isInstanceOf(JedisConnectionException.class);

        assertThat(counts.published()).isEqualTo(1);
        assertThat(counts.uncertain()).isEqualTo(1);
        assertThat(answer).isCompletedExceptionally();
        assertThat(mark).isCompletedWithValue(null);
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void withoutAConnectionMessagesStayAndNobodyWaitsAnyMore() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        CompletableFuture<Object> mark = new CompletableFuture<>();
        batch.fill(List.of(
                PublishBuffer.Message.mark(mark), lasting(), PublishBuffer.Message.question(answer, Command.TIME)));

        batch.releaseAwaited();

        assertThat(mark).isCompletedWithValue(null);
        assertThat(answer).isCompletedExceptionally();
        assertThat(batch.size()).isEqualTo(1);
        redis.replies.add(1L);
        batch.publish(redis);
        assertThat(counts.published()).isEqualTo(1);
    }
}
