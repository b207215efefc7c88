package dev.parley.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import dev.parley.engine.RequestError;
import dev.parley.transport.FakeAsync;
import dev.parley.transport.FakeResponse;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AsyncPollExchangeTest {

    private final FakeResponse response = new FakeResponse();
    private final FakeAsync async = new FakeAsync(response);
    private final AsyncPollExchange exchange = new AsyncPollExchange(async.toServlet(), Runnable::run);

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
        exchange.abandon(413, RequestError.BAD_REQUEST);

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
        AsyncPollExchange last = new AsyncPollExchange(async.toServlet(), task -> {
            throw new RejectedExecutionException("ended");
        });
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
