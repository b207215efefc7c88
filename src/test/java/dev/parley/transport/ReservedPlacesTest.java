package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingListener;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.RequestError;
import dev.parley.engine.TestEngine;
import dev.parley.engine.Timers;
import dev.parley.transport.upgrade.ReadLoopGroup;
import dev.parley.transport.upgrade.UpgradeThreads;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the place that a guard has kept for a session, on each of the ways that a handshake can go. */
class ReservedPlacesTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private final TestEngine engine = TestEngine.create();
    private final List<HandshakeGuard> guards = new ArrayList<>();
    private final Place place = new Place();

    /** Notes what is called; there is a place unless the test says otherwise. */
    private static final class Place implements Reservation {
        private final List<String> calls = new ArrayList<>();
        private boolean gone;

        @Override
        public boolean take() {
            calls.add("take");
            return !gone;
        }

        @Override
        public void cancel() {
            calls.add("cancel");
        }

        @Override
        public void end() {
            calls.add("end");
        }
    }

    ReservedPlacesTest() {
        guards.add(request -> new HandshakeVerdict.Reserved(place));
    }

    private void pass(FakeRequest request, FilterChain chain) throws Exception {
        EngineRoute route = new EngineRoute(
                "/socket.io", engine.server(), guards, asked -> Optional.empty(), HandshakeRequest::peerAddress);
        new HandshakeFilter(
                        List.of(route),
                        Clock.systemUTC(),
                        RefusalObserver.NONE,
                        new UpgradeThreads(
                                Runnable::run,
                                Runnable::run,
                                (delay, task) -> Timers.Timeout.NONE,
                                new ReadLoopGroup(Thread::new, () -> 0, (delay, task) -> Timers.Timeout.NONE)))
                .doFilter(request.toServlet(), new FakeResponse().toServlet(), chain);
    }

    private static FakeRequest polling() {
        return FakeRequest.of("GET", POLLING);
    }

    private static FakeRequest upgrade() {
        return FakeRequest.of("GET", WEBSOCKET).upgrading();
    }

    private static FilterChain answering(int status) {
        return (request, response) -> ((HttpServletResponse) response).setStatus(status);
    }

    @Test
    void aLaterGuardRefuses() throws Exception {
        guards.add(request ->
                HandshakeVerdict.Refused.of(RefusalReason.TOKEN, 401, RequestError.FORBIDDEN, "not believed"));

        pass(polling(), answering(200));

        assertThat(place.calls).containsExactly("cancel");
    }

    @Test
    void aLaterGuardFails() throws Exception {
        guards.add(request -> {
            throw new IllegalStateException("on purpose");
        });

        pass(upgrade(), answering(200));

        assertThat(place.calls).containsExactly("cancel");
    }

    @Test
    void thePollingSessionIsNotOpened() throws Exception {
        pass(polling(), answering(200));

        assertThat(place.calls).containsExactly("cancel");
    }

    @Test
    void whatIsBehindTheFilterFails() {
        assertThatThrownBy(() -> pass(upgrade(), (request, response) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(place.calls).containsExactly("cancel");
    }

    @Test
    void theContainerDoesNotTakeTheUpgrade() throws Exception {
        pass(upgrade(), answering(400));

        assertThat(place.calls).containsExactly("cancel");
    }

    @Test
    void theContainerOpensTheWebSocketLater() throws Exception {
        AdmittedRequest[] admitted = new AdmittedRequest[1];
        pass(upgrade(), (request, response) -> {
            admitted[0] = (AdmittedRequest) request.getAttribute(AdmittedRequest.ATTRIBUTE);
            ((HttpServletResponse) response).setStatus(101);
        });
        assertThat(place.calls).as("kept").isEmpty();
        RecordingTransport transport = RecordingTransport.webSocket();

        assertThat(((AdmittedRequest.Opening) admitted[0]).open(transport)).isTrue();
        assertThat(place.calls).containsExactly("take");
        EngineSession session = engine.server().sessions().iterator().next();
        session.close(CloseReason.FORCED_CLOSE);
        session.abort(CloseReason.FORCED_CLOSE);
        assertThat(place.calls).containsExactly("take", "end");
    }

    @Test
    void theSessionComesTooLateAndIsNotOpened() throws Exception {
        place.gone = true;
        pass(polling(), (request, response) -> {
            AdmittedRequest.Opening opening = (AdmittedRequest.Opening) request.getAttribute(AdmittedRequest.ATTRIBUTE);
            assertThat(opening.open(RecordingTransport.polling())).isFalse();
        });

        assertThat(engine.server().openSessions()).isZero();
        assertThat(place.calls).doesNotContain("end");
    }

    @Test
    void theApplicationFailsAtTheOpening() {
        TestEngine failing = TestEngine.create(new RecordingListener().whenOpening(session -> {
            throw new IllegalStateException("on purpose");
        }));

        new AdmittedRequest.Opening(failing.server(), TestEngine.handshake(), place, false)
                .open(RecordingTransport.webSocket());

        assertThat(place.calls).containsExactly("take", "end");
    }
}
