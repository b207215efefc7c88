package dev.parley.transport.polling;

import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingListener;
import dev.parley.engine.TestEngine;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
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
import java.util.List;
import java.util.Queue;

/** Any bytes as the body of a POST, with and without a declared length: the same becomes of it however it comes in. */
public final class PostedBodyTarget {

    private static final int MAX_PAYLOAD = 20_000;

    private PostedBodyTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<byte[]> pieces = input.pieces();
        byte[] body = input.bytes();
        Cost.bounded(body.length, () -> {
            Outcome whole = post(List.of(body), body.length, true);
            require(whole.status == 200 || whole.status == 400 || whole.status == 413, "a coded answer");
            require(whole.status == 200 || whole.isClosed, "closed with a refusal");
            require((whole.status == 413) == (body.length > MAX_PAYLOAD), "too large when it is too large");
            require(whole.equals(post(pieces, body.length, true)), "the same in pieces");
            require(whole.equals(post(pieces, -1, false)), "the same in chunks");
        });
    }

    private record Outcome(int status, String body, List<String> events, boolean isClosed, long held) {}

    private static Outcome post(List<byte[]> pieces, long length, boolean knowsItsEnd) throws IOException {
        ManualTime time = new ManualTime();
        RecordingListener listener = new RecordingListener();
        Queue<Runnable> workers = new ArrayDeque<>();
        PollingServlet servlet = new PollingServlet(
                time.timers(), workers::add, new ClosingConnections(time.clock(), time.timers(), Runnable::run));
        EngineServer server = new EngineServer(
                new EngineSettings(Duration.ofSeconds(25), Duration.ofSeconds(20), MAX_PAYLOAD, 100_000),
                time.clock(),
                time.timers(),
                Runnable::run,
                listener);
        FakeResponse opened = new FakeResponse();
        servlet.service(
                request("GET", opened)
                        .attribute(
                                AdmittedRequest.ATTRIBUTE,
                                new AdmittedRequest.Opening(server, TestEngine.handshake(), Reservation.NONE, false))
                        .toServlet(),
                opened.toServlet());
        EngineSession session = server.sessions().iterator().next();
        session.identified();
        FakeBody body = knowsItsEnd ? FakeBody.ofKnownEnd() : FakeBody.ofUnknownEnd();
        FakeResponse response = new FakeResponse();
        if (pieces.isEmpty()) {
            body.arriveAtLast(new byte[0]);
        }
        FakeRequest request = request("POST", response)
                .attribute(AdmittedRequest.ATTRIBUTE, new AdmittedRequest.OfSession(session))
                .body(body, length);
        if (pieces.size() == 1) {
            body.arriveAtLast(pieces.get(0));
        }
        servlet.service(request.toServlet(), response.toServlet());
        for (int i = 0; i < pieces.size() && pieces.size() > 1; i++) {
            if (i == pieces.size() - 1) {
                body.arriveAtLast(pieces.get(i));
            } else {
                body.arrive(pieces.get(i));
            }
        }
        if (!knowsItsEnd) {
            body.isReady();
        }
        time.advance(Duration.ofMillis(20));
        for (Runnable task = workers.poll(); task != null; task = workers.poll()) {
            task.run();
        }
        return new Outcome(
                response.status(),
                response.body(),
                List.copyOf(listener.events()),
                server.sessions().isEmpty(),
                0);
    }

    private static FakeRequest request(String method, FakeResponse response) {
        return FakeRequest.of(method, "/socket.io/").async(new FakeAsync(response).toServlet());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }
}
