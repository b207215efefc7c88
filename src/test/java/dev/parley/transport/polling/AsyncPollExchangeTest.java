package dev.parley.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.ManualTime;
import dev.parley.engine.Race;
import dev.parley.engine.RequestError;
import dev.parley.transport.ClientConnection;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.FakeAsync;
import dev.parley.transport.FakeResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncPollExchangeTest {

    private final FakeResponse response = new FakeResponse();
    private final FakeAsync async = new FakeAsync(response);
    private final ManualTime time = new ManualTime();
    private final ClosingConnections closing = new ClosingConnections(time.clock(), time.timers(), Runnable::run);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AsyncPollExchange exchange =
            new AsyncPollExchange(async.toServlet(), Runnable::run, Optional.of(new Below()), closing);

    /** What the request came by; open until it is cut off. */
    private final class Below implements ClientConnection {
        @Override
        public boolean isOpen() {
            return cuts.get() == 0;
        }

        @Override
        public void cutOff() {
            cuts.incrementAndGet();
        }
    }

    @Test
    void neverTimesOutByTheContainersClock() {
        assertThat(async.timeout()).isZero();
    }

    @Test
    void holdsAnEarlyAnswerUntilTheRequestsThreadLeaves() {
        exchange.answer("6");
        assertThat(response.body()).isEmpty();

        exchange.leave();

        assertThat(response.body()).isEqualTo("6");
        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void leavingAgainDoesNothing() {
        exchange.answer("6");
        exchange.leave();
        exchange.leave();

        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void theFirstAnswerCounts() {
        exchange.leave();
        exchange.refuse(RequestError.BAD_REQUEST);
        exchange.answer("ok");
        exchange.tooLarge();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Connection")).isNull();
        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void completesOnlyWhenTheClientHasTakenTheAnswer() {
        response.stopReading();
        exchange.leave();
        exchange.answer("4a");
        assertThat(async.completions()).isZero();

        response.readAgain();
        assertThat(response.body()).isEqualTo("4a");
        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void tellsHowMuchOfAnAnswerHasNotBeenTaken() {
        response.stopReading();
        assertThat(exchange.unsent()).isZero();

        exchange.answer("4abc");
        assertThat(exchange.unsent()).isEqualTo(4);
        exchange.leave();
        assertThat(exchange.unsent()).isEqualTo(4);
        response.readAgain();

        assertThat(exchange.unsent()).isNegative();
    }

    @Test
    void aClientThatDoesNotReadItsAnswerIsCutOffWhenItIsGivenUp() {
        response.stopReading();
        exchange.leave();
        exchange.answer("4a");

        exchange.giveUp(CloseReason.PING_TIMEOUT);
        time.advance(Duration.ofSeconds(14));
        assertThat(cuts).hasValue(0);
        time.advance(Duration.ofSeconds(2));

        assertThat(cuts).hasValue(1);
    }

    @Test
    void aClientThatReadsItsAnswerInTheEndKeepsItsConnection() {
        response.stopReading();
        exchange.leave();
        exchange.answer("4a");
        exchange.giveUp(CloseReason.PING_TIMEOUT);

        response.readAgain();
        time.advance(Duration.ofSeconds(20));

        assertThat(cuts).hasValue(0);
        assertThat(closing.count()).isZero();
    }

    @Test
    void theGoodbyeEndsTheConnection() {
        exchange.leave();
        exchange.sayGoodbye("1", CloseReason.PING_TIMEOUT);
        time.advance(Duration.ofSeconds(16));

        assertThat(response.body()).isEqualTo("1");
        assertThat(response.header("Connection")).isEqualTo("close");
        assertThat(cuts).as("the container has not closed it").hasValue(1);
    }

    @Test
    void completesWhenTheClientIsGone() {
        response.stopReading();
        exchange.leave();
        exchange.answer("4a");

        response.breakDown();
        response.breakDown();

        assertThat(async.completions()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void completesWhenTheContainerHasGivenTheRequestUp() {
        response.recycle();
        exchange.leave();

        exchange.answer("4a");

        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void answersByItselfWhenTheWorkersHaveEnded() {
        Executor ended = task -> {
            throw new RejectedExecutionException("ended");
        };
        AsyncPollExchange last = new AsyncPollExchange(async.toServlet(), ended, Optional.empty(), closing);
        last.leave();

        last.answer("1");

        assertThat(response.body()).isEqualTo("1");
        assertThat(async.completions()).isEqualTo(1);
    }

    @Test
    void isAnsweredOnceHoweverTheAnswersAndTheLeavingMeet() {
        for (int round = 0; round < 200; round++) {
            AsyncPollExchangeTest fresh = new AsyncPollExchangeTest();
            Race.between(
                    () -> fresh.exchange.answer("4a"),
                    () -> fresh.exchange.refuse(RequestError.BAD_REQUEST),
                    fresh.exchange::leave);

            assertThat(fresh.response.body()).isIn("4a", "{\"code\":3,\"message\":\"Bad request\"}");
            assertThat(fresh.async.completions()).isEqualTo(1);
        }
    }
}
