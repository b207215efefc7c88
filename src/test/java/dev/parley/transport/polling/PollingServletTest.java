package dev.parley.transport.polling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingListener;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.robustness.BadInput;
import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.FakeAsync;
import dev.parley.transport.FakeBody;
import dev.parley.transport.FakeRequest;
import dev.parley.transport.FakeResponse;
import dev.parley.transport.Reservation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollingServletTest {

    private static final int MAX_PAYLOAD = 20_000;
    /** As much as twice the longest body, in bytes. */
    private static final long RECEIVE_BUDGET = 2 * MAX_PAYLOAD;

    private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";

    private final ManualTime time = new ManualTime();
    private final RecordingListener listener = new RecordingListener();
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final PollingServlet servlet = new PollingServlet(
            time.timers(), workers::add, new ClosingConnections(time.clock(), time.timers(), Runnable::run));
    private final EngineServer server = new EngineServer(
            new EngineSettings(Duration.ofSeconds(25), Duration.ofSeconds(20), MAX_PAYLOAD, 100_000)
                    .withBudgets(Long.MAX_VALUE, RECEIVE_BUDGET),
            time.clock(),
            time.timers(),
            Runnable::run,
            listener);

    /** One request and what became of it. */
    private final class Exchange {
        private final FakeResponse response = new FakeResponse();
        private final FakeAsync async = new FakeAsync(response);
        private final FakeRequest request;

        Exchange(String method) {
            request = FakeRequest.of(method, "/socket.io/").async(async.toServlet());
        }

        Exchange of(EngineSession session) {
            request.attribute(AdmittedRequest.ATTRIBUTE, new AdmittedRequest.OfSession(session));
            return this;
        }

        Exchange body(FakeBody body, long length) {
            request.body(body, length);
            return this;
        }

        Exchange header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** Serves it as the container does; workers and time wait for the test. */
        Exchange serve() {
            try {
                servlet.service(request.toServlet(), response.toServlet());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return this;
        }

        void assertAnswered(int status, String body) {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).isEqualTo(body);
            assertThat(async.completions()).isEqualTo(1);
        }

        void assertRefusedAtOnce() {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(BAD_REQUEST);
            assertThat(async.timeout()).as("asynchronous").isNull();
        }
    }

    private Exchange open() {
        Exchange exchange = new Exchange("GET");
        exchange.request.attribute(
                AdmittedRequest.ATTRIBUTE,
                new AdmittedRequest.Opening(server, TestEngine.handshake(), Reservation.NONE, false));
        return exchange.serve();
    }

    private EngineSession session() {
        open();
        EngineSession session = server.sessions().iterator().next();
        session.identified();
        return session;
    }

    private Exchange get(EngineSession session) {
        return new Exchange("GET").of(session).serve();
    }

    private Exchange post(EngineSession session, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return new Exchange("POST")
                .of(session)
                .body(FakeBody.ofKnownEnd().arriveAtLast(bytes), bytes.length)
                .serve();
    }

    private void runWorkers() {
        for (Runnable task = workers.poll(); task != null; task = workers.poll()) {
            task.run();
        }
    }

    @Test
    void opensASessionAndAnswersOnTheRequestsOwnThread() {
        Exchange exchange = open();

        assertThat(exchange.response.body()).startsWith("0{\"sid\":\"");
        assertThat(exchange.response.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(exchange.response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(exchange.response.header("Content-Length"))
                .isEqualTo(Integer.toString(exchange.response.body().length()));
        assertThat(exchange.async.completions()).isEqualTo(1);
        assertThat(exchange.async.timeout()).isZero();
        assertThat(workers).isEmpty();
    }

    @Test
    void opensNothingWhereTheContainerCannotWait() {
        FakeRequest request = FakeRequest.of("GET", "/socket.io/")
                .attribute(
                        AdmittedRequest.ATTRIBUTE,
                        new AdmittedRequest.Opening(server, TestEngine.handshake(), Reservation.NONE, false));

        assertThatThrownBy(() -> servlet.service(request.toServlet(), new FakeResponse().toServlet()));

        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void aPollWaitsAndIsAnsweredByAWorker() {
        EngineSession session = session();
        Exchange poll = get(session);
        assertThat(poll.async.completions()).isZero();

        session.send(EnginePacket.message("grüße"));
        assertThat(poll.async.completions()).as("on the sender's thread").isZero();
        runWorkers();

        poll.assertAnswered(200, "4grüße");
        assertThat(poll.response.header("Content-Length")).isEqualTo("8");
    }

    @Test
    void aPollForWhichSomethingWaitsIsAnsweredAtOnce() {
        EngineSession session = session();
        session.send(EnginePacket.message("a"));

        get(session).assertAnswered(200, "4a");
    }

    @Test
    void aPostWhoseBodyIsThereIsAnsweredAtOnce() {
        post(session(), "4a\u001e4b").assertAnswered(200, "ok");

        assertThat(listener.events()).containsExactly("a", "b");
        assertThat(workers).isEmpty();
    }

    @Test
    void aPostWhoseBodyComesLaterIsAnsweredByAWorker() {
        FakeBody body = FakeBody.ofKnownEnd();
        Exchange post = new Exchange("POST").of(session()).body(body, 3).serve();

        byte[] bytes = "4ü".getBytes(UTF_8);
        body.arrive(new byte[] {bytes[0], bytes[1]});
        assertThat(listener.events()).isEmpty();
        body.arriveAtLast(new byte[] {bytes[2]});
        runWorkers();

        post.assertAnswered(200, "ok");
        assertThat(listener.events()).containsExactly("ü");
    }

    @Test
    void isNotAskedForMoreWhenItsEndIsKnown() {
        byte[] bytes = "4hello".getBytes(UTF_8);
        FakeBody body = FakeBody.ofKnownEnd().arriveAtLast(bytes);

        new Exchange("POST").of(session()).body(body, bytes.length).serve().assertAnswered(200, "ok");

        assertThat(body.isAskedAtTheEnd()).isFalse();
    }

    @Test
    void isNotAskedForMoreWhenTheDeclaredLengthHasCome() {
        byte[] bytes = "4hello".getBytes(UTF_8);
        FakeBody body = FakeBody.ofUnknownEnd();
        Exchange post =
                new Exchange("POST").of(session()).body(body, bytes.length).serve();

        body.arrive(Arrays.copyOf(bytes, 2));
        body.arriveAtLast(Arrays.copyOfRange(bytes, 2, bytes.length));
        runWorkers();

        post.assertAnswered(200, "ok");
        assertThat(listener.events()).containsExactly("hello");
        assertThat(body.isAskedAtTheEnd()).isFalse();
    }

    @Test
    void aPostOfUndeclaredLengthIsAnsweredAMomentLater() {
        FakeBody body = FakeBody.ofUnknownEnd().arriveAtLast("4hello".getBytes(UTF_8));
        Exchange post = new Exchange("POST").of(session()).body(body, -1).serve();
        runWorkers();
        assertThat(listener.events()).containsExactly("hello");
        assertThat(post.async.completions()).isZero();

        time.advance(Duration.ofMillis(20));
        runWorkers();

        post.assertAnswered(200, "ok");
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        String largest = "4" + "x".repeat(MAX_PAYLOAD - 1);

        post(session(), largest).assertAnswered(200, "ok");

        assertThat(listener.events()).containsExactly(largest.substring(1));
    }

    @Test
    @BadInput(10)
    void refusesALongerOneByItsDeclaredLengthUnread() {
        FakeBody body = FakeBody.ofKnownEnd().arrive(new byte[100]);

        Exchange post =
                new Exchange("POST").of(session()).body(body, MAX_PAYLOAD + 1).serve();

        post.assertAnswered(413, "");
        assertThat(post.response.header("Connection")).isEqualTo("close");
        assertThat(body.taken()).isZero();
        assertThat(listener.closes()).containsExactly(CloseReason.MESSAGE_TOO_BIG);
    }

    @Test
    @BadInput(10)
    void stopsReadingALongerOneOfUndeclaredLength() {
        FakeBody body = FakeBody.ofUnknownEnd();
        Exchange post = new Exchange("POST").of(session()).body(body, -1).serve();

        body.arrive(new byte[MAX_PAYLOAD]);
        assertThat(listener.closes()).isEmpty();
        body.arrive(new byte[1]);
        assertThat(listener.closes()).containsExactly(CloseReason.MESSAGE_TOO_BIG);
        body.arrive(new byte[1000]);
        time.advance(Duration.ofMillis(20));
        runWorkers();

        post.assertAnswered(413, "");
        assertThat(body.taken()).isEqualTo(MAX_PAYLOAD + 1);
    }

    @Test
    void refusesABodyOfMoreThanAStrangerMaySend() {
        open();
        EngineSession stranger = server.sessions().iterator().next();
        FakeBody body = FakeBody.ofKnownEnd().arrive(new byte[100]);

        new Exchange("POST")
                .of(stranger)
                .body(body, stranger.allowance().maxMessage() + 1)
                .serve()
                .assertAnswered(413, "");

        assertThat(listener.closes()).containsExactly(CloseReason.MESSAGE_TOO_BIG);
    }

    @Test
    void countsWhatHasComeOfABodyAndForgetsItWhenItIsWhole() {
        FakeBody body = FakeBody.ofKnownEnd();
        new Exchange("POST").of(session()).body(body, 300).serve();

        body.arrive(("4" + "x".repeat(199)).getBytes(UTF_8));
        assertThat(server.inbound().used()).isEqualTo(200);
        body.arriveAtLast("x".repeat(100).getBytes(UTF_8));

        assertThat(server.inbound().used()).isZero();
    }

    @Test
    void endsTheSessionOfABodyThatTheNodeCannotHold() {
        FakeBody body = FakeBody.ofKnownEnd();
        Exchange post = new Exchange("POST").of(session()).body(body, 300).serve();
        body.arrive(new byte[100]);
        time.advance(Duration.ofSeconds(10));
        server.inbound().share(() -> {}).hold(RECEIVE_BUDGET - 150);

        body.arrive(new byte[100]);
        runWorkers();

        post.assertAnswered(413, "");
        assertThat(listener.closes()).containsExactly(CloseReason.OVER_BUDGET);
    }

    @Test
    void refusesBadUtf8AndEndsTheSession() {
        byte[] bytes = "4\u00ff\u00fe".getBytes(ISO_8859_1);

        Exchange post = new Exchange("POST")
                .of(session())
                .body(FakeBody.ofKnownEnd().arriveAtLast(bytes), bytes.length)
                .serve();

        assertThat(post.response.status()).isEqualTo(400);
        assertThat(post.async.completions()).isEqualTo(1);
        assertThat(listener.closes()).containsExactly(CloseReason.PARSE_ERROR);
    }

    @Test
    void refusesAnEmptyBodyAndEndsTheSession() {
        post(session(), "").assertAnswered(400, BAD_REQUEST);

        assertThat(listener.closes()).containsExactly(CloseReason.PARSE_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, gzip",
        "Content-Encoding, 'identity, gzip'",
        "Content-Type, application/octet-stream",
        "Content-Type, Application/Octet-Stream",
    })
    @BadInput(16)
    void refusesBinaryBodiesAtOnceAndTheSessionGoesOn(String header, String value) {
        EngineSession session = session();

        new Exchange("POST")
                .of(session)
                .header(header, value)
                .body(FakeBody.ofKnownEnd(), 5)
                .serve()
                .assertRefusedAtOnce();

        assertThat(session.isOpen()).isTrue();
        post(session, "4a").assertAnswered(200, "ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", "identity, identity"})
    void takesABodyWithTheEncodingThatIsNone(String encoding) {
        byte[] bytes = "4a".getBytes(UTF_8);

        new Exchange("POST")
                .of(session())
                .header("Content-Encoding", encoding)
                .body(FakeBody.ofKnownEnd().arriveAtLast(bytes), bytes.length)
                .serve()
                .assertAnswered(200, "ok");

        assertThat(listener.events()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "PATCH", "TRACE"})
    void refusesOtherMethods(String method) {
        EngineSession session = session();

        new Exchange(method).of(session).serve().assertRefusedAtOnce();

        assertThat(session.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void refusesAWebSocketHandshakeThatTheContainerDidNotTake(String method) {
        EngineSession session = session();

        new Exchange(method).of(session).header("Upgrade", "WebSocket").serve().assertRefusedAtOnce();

        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void ignoresTheOfferOfAnotherProtocol() {
        byte[] bytes = "4a".getBytes(UTF_8);

        new Exchange("POST")
                .of(session())
                .header("Upgrade", "h2c")
                .body(FakeBody.ofKnownEnd().arriveAtLast(bytes), bytes.length)
                .serve()
                .assertAnswered(200, "ok");
    }

    @Test
    void doesNotExistForARequestThatCameAroundTheFilter() {
        assertThat(new Exchange("GET").serve().response.status()).isEqualTo(404);
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void refusesPollingOnASessionThatHasLeftIt() {
        EngineSession session = server.open(TestEngine.handshake(), RecordingTransport.webSocket());

        get(session).assertRefusedAtOnce();

        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void readsNoMoreOfAPostThatTheSessionsEndHasAnswered() {
        EngineSession session = session();
        FakeBody body = FakeBody.ofKnownEnd();
        Exchange post = new Exchange("POST").of(session).body(body, 100).serve();
        body.arrive("4some".getBytes(UTF_8));

        session.abort(CloseReason.PING_TIMEOUT);
        runWorkers();
        body.arrive("more".getBytes(UTF_8));

        post.assertAnswered(400, BAD_REQUEST);
        assertThat(post.response.header("Connection")).isEqualTo("close");
        assertThat(body.taken()).isEqualTo(5);
    }

    @Test
    void aPostWhoseConnectionBreaksEndsTheSession() {
        FakeBody body = FakeBody.ofKnownEnd();
        Exchange post = new Exchange("POST").of(session()).body(body, 100).serve();

        body.breakDown();
        body.breakDown();
        runWorkers();

        assertThat(post.async.completions()).isEqualTo(1);
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    @BadInput(12)
    void twoPostsAtOnceAreBothRefused() {
        EngineSession session = session();
        Exchange first =
                new Exchange("POST").of(session).body(FakeBody.ofKnownEnd(), 10).serve();

        Exchange second = post(session, "4a");
        runWorkers();

        first.assertAnswered(400, BAD_REQUEST);
        second.assertAnswered(400, BAD_REQUEST);
        assertThat(listener.closes()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(listener.events()).isEqualTo(List.of("transport error"));
    }
}
