package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.RequestError;
import dev.parley.engine.TestEngine;
import dev.parley.engine.Timers;
import dev.parley.robustness.BadInput;
import dev.parley.transport.upgrade.ReadLoopGroup;
import dev.parley.transport.upgrade.UpgradeThreads;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeFilterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private final EngineServer server = TestEngine.create().server();
    private final List<String> asked = new ArrayList<>();
    private final List<RefusalReason> refusals = new ArrayList<>();
    private final List<HandshakeGuard> guards = new ArrayList<>();
    private final WebSocketProbe probe = new WebSocketProbe();
    private CrossOrigin crossOrigin = request -> Optional.empty();

    /** One pass through the filter. */
    private final class Pass {
        private final FakeResponse response = new FakeResponse();
        private HttpServletRequest seen;
        private Object admitted;

        Pass(FakeRequest request) {
            EngineRoute route =
                    new EngineRoute("/socket.io", server, guards, crossOrigin, HandshakeRequest::peerAddress);
            FilterChain chain = (passed, ignored) -> {
                seen = (HttpServletRequest) passed;
                admitted = passed.getAttribute(AdmittedRequest.ATTRIBUTE);
            };
            try {
                new HandshakeFilter(
                                List.of(route),
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                refusals::add,
                                new UpgradeThreads(
                                        Runnable::run,
                                        Runnable::run,
                                        (delay, task) -> Timers.Timeout.NONE,
                                        new ReadLoopGroup(Thread::new, () -> 0, (delay, task) -> Timers.Timeout.NONE)),
                                probe)
                        .doFilter(request.toServlet(), response.toServlet(), chain);
            } catch (IOException | ServletException e) {
                throw new AssertionError(e);
            }
        }

        void assertRefused(int status, RequestError error) {
            assertThat(seen).as("went through").isNull();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).startsWith("{\"code\":" + error.code() + ",\"message\":\"");
            assertThat(response.header("Content-Type")).isEqualTo("application/json");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        }

        AdmittedUpgrade upgrade() {
            assertThat(seen.getUserPrincipal()).isInstanceOf(AdmittedUpgrade.class);
            return (AdmittedUpgrade) seen.getUserPrincipal();
        }

        AdmittedRequest.Opening opening() {
            assertThat(admitted).isInstanceOf(AdmittedRequest.Opening.class);
            return (AdmittedRequest.Opening) admitted;
        }
    }

    private Pass get(String target) {
        return new Pass(FakeRequest.of("GET", target));
    }

    private void guard(String name, HandshakeVerdict verdict) {
        guards.add(request -> {
            asked.add(name);
            return verdict;
        });
    }

    private EngineSession session() {
        return server.open(TestEngine.handshake(), RecordingTransport.polling());
    }

    @Nested
    class Protocol {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/socket.io/?transport=polling",
                    "/socket.io/?EIO=3&transport=polling",
                    "/socket.io/?EIO=abc&transport=polling",
                    "/socket.io/?EIO=4&EIO=4&transport=polling",
                    "/socket.io/?EIO=4&EIO=%zz&transport=polling",
                    "/socket.io/?EIO=%34%34&transport=polling",
                })
        @BadInput(1)
        void refusesOtherVersions(String target) {
            get(target).assertRefused(400, RequestError.UNSUPPORTED_PROTOCOL_VERSION);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/socket.io/",
                    "/socket.io/?EIO=4",
                    "/socket.io/?EIO=4&transport=",
                    "/socket.io/?EIO=4&transport=abc",
                    "/socket.io/?EIO=4&transport=Polling",
                    "/socket.io/?EIO=4&transport=polling&transport=polling",
                    "/socket.io/?EIO=4&transport=polling&transport=websocket",
                })
        @BadInput(2)
        void refusesOtherTransports(String target) {
            get(target).assertRefused(400, RequestError.UNKNOWN_TRANSPORT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "PATCH"})
        @BadInput(4)
        void opensASessionByGetOnly(String method) {
            new Pass(FakeRequest.of(method, POLLING)).assertRefused(400, RequestError.BAD_HANDSHAKE_METHOD);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "a, b", "a,b", "\ta \t,\tb", "v1.x~!#$%&'*+-.^_`|"})
        void takesAListOfSubprotocols(String offered) {
            assertThat(offering(offered).admitted).isInstanceOf(AdmittedRequest.Opening.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a,", ",a", "a,,b", "a,a", "a b", "a/b", "\"a\"", "a;q=1, b", "\u00e9"})
        void refusesWhatIsNoListOfSubprotocolsAsTheReferenceServerDoes(String offered) {
            Pass pass = offering(offered);

            pass.assertRefused(400, RequestError.BAD_REQUEST);
            assertThat(pass.response.body()).contains("Invalid Sec-WebSocket-Protocol header");
        }

        @Test
        void readsAllHeadersWithSubprotocolsTogether() {
            assertThat(offering("a", "b").admitted).isInstanceOf(AdmittedRequest.Opening.class);
            offering("a", "a").assertRefused(400, RequestError.BAD_REQUEST);
        }

        private Pass offering(String... headers) {
            FakeRequest request = FakeRequest.of("GET", WEBSOCKET).upgrading();
            Stream.of(headers).forEach(header -> request.header("Sec-WebSocket-Protocol", header));
            return new Pass(request);
        }

        @Test
        void tellsWhoTakesBytesAsTextOnly() {
            assertThat(get(POLLING + "&b64=1").opening().base64()).isTrue();
            assertThat(get(POLLING).opening().base64()).isFalse();

            EngineSession session = session();
            Pass upgrade = new Pass(FakeRequest.of("GET", WEBSOCKET + "&b64=1&sid=" + session.id())
                    .upgrading());
            assertThat(upgrade.admitted).isEqualTo(new AdmittedRequest.OfSession(session, true));
        }

        @Test
        void decodesNamesAndValues() {
            assertThat(get("/socket.io/?E%49O=%34&transport=pollin%67")
                            .opening()
                            .handshake()
                            .query())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("EIO", "4", "transport", "polling"));
        }
    }

    @Nested
    class Sessions {
        @ParameterizedTest
        @ValueSource(strings = {"nobody", "__proto__", "constructor", "", "%zz", "%00", "..%2f"})
        @BadInput(3)
        void refusesAnUnknownSid(String sid) {
            get(POLLING + "&sid=" + sid).assertRefused(400, RequestError.UNKNOWN_SID);
        }

        @Test
        @BadInput(3)
        void refusesAHugeSidAndRepeatedOnes() {
            String sid = session().id();

            get(POLLING + "&sid=" + "x".repeat(10_000)).assertRefused(400, RequestError.UNKNOWN_SID);
            get(POLLING + "&sid=" + sid + "&sid=" + sid).assertRefused(400, RequestError.UNKNOWN_SID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST", "PUT"})
        void passesRequestsOfASessionWithoutAskingTheGuards(String method) {
            guard("never", HandshakeVerdict.Refused.of(RefusalReason.OTHER, 403, RequestError.FORBIDDEN, "No"));
            EngineSession session = session();

            Pass pass = new Pass(FakeRequest.of(method, POLLING + "&sid=" + session.id()));

            assertThat(pass.admitted).isEqualTo(new AdmittedRequest.OfSession(session));
            assertThat(asked).isEmpty();
        }

        @Test
        @BadInput(5)
        void refusesPollingOnAnUpgradedSessionWhichGoesOn() {
            EngineSession session = server.open(TestEngine.handshake(), RecordingTransport.webSocket());

            get(POLLING + "&sid=" + session.id()).assertRefused(400, RequestError.BAD_REQUEST);

            assertThat(session.isOpen()).isTrue();
        }

        @Test
        void passesTheUpgradeOfASession() {
            EngineSession session = session();

            Pass pass = new Pass(
                    FakeRequest.of("GET", WEBSOCKET + "&sid=" + session.id()).upgrading());

            assertThat(pass.upgrade().request()).isEqualTo(new AdmittedRequest.OfSession(session));
        }

        @Test
        void refusesAnUpgradeWithoutItsHeaderAndTheReverse() {
            String sid = session().id();

            get(WEBSOCKET + "&sid=" + sid).assertRefused(400, RequestError.BAD_REQUEST);
            new Pass(FakeRequest.of("GET", POLLING + "&sid=" + sid).upgrading())
                    .assertRefused(400, RequestError.BAD_REQUEST);
        }

        @Test
        @BadInput(7)
        void refusesAnUpgradeOfAnotherVersion() {
            String sid = session().id();

            new Pass(FakeRequest.of("GET", "/socket.io/?EIO=3&transport=websocket&sid=" + sid)
                            .upgrading())
                    .assertRefused(400, RequestError.UNSUPPORTED_PROTOCOL_VERSION);
        }
    }

    @Nested
    class Handshakes {
        @Test
        void tellWhatTheRequestSaid() {
            Pass pass = new Pass(FakeRequest.of("GET", POLLING + "&b=%C3%BC+x&twice=1&twice=2")
                    .header("Origin", "http://page.example")
                    .header("User-Agent", "test")
                    .peer("192.0.2.7"));

            assertThat(pass.opening().server()).isSameAs(server);
            assertThat(pass.opening().handshake()).satisfies(handshake -> {
                assertThat(handshake.path()).isEqualTo("/socket.io/");
                assertThat(handshake.query()).containsEntry("b", "ü x").doesNotContainKey("twice");
                assertThat(handshake.remoteAddress()).isEqualTo("192.0.2.7");
                assertThat(handshake.secure()).isFalse();
                assertThat(handshake.origin()).contains("http://page.example");
                assertThat(handshake.userAgent()).contains("test");
                assertThat(handshake.principal()).isEmpty();
                assertThat(handshake.time()).isEqualTo(NOW);
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"&token=secret", "&%74oken=secret", "&token=secret&token=secret", "&token=sec%zzret"})
        void neverKeepATokenOfTheQuery(String parameter) {
            assertThat(get(POLLING + parameter).opening().handshake().query()).containsOnlyKeys("EIO", "transport");
        }

        @Test
        void passPollingWithItsOwnUri() {
            Pass pass = get(POLLING);

            assertThat(pass.seen.getRequestURI()).isEqualTo("/socket.io/");
        }

        @Test
        void passAnUpgradeWithItsOwnUriToo() {
            Pass pass = new Pass(FakeRequest.of("GET", "/app" + WEBSOCKET)
                    .contextPath("/app")
                    .header("Upgrade", "WebSocket"));

            // One server (GlassFish) has its WebSocket container look for the path below all wrappers.
            assertThat(pass.seen.getRequestURI()).isEqualTo("/app/socket.io/");
            assertThat(pass.upgrade().request()).isEqualTo(pass.opening());
            assertThat(pass.upgrade().getName()).isEqualTo("engine.io");
        }

        @ParameterizedTest
        @ValueSource(strings = {"h2c", "websocket, h2c", "websocket/13"})
        void takeOtherUpgradesForNone(String upgrade) {
            new Pass(FakeRequest.of("GET", WEBSOCKET).header("Upgrade", upgrade))
                    .assertRefused(400, RequestError.BAD_REQUEST);
            assertThat(new Pass(FakeRequest.of("GET", POLLING).header("Upgrade", upgrade)).opening())
                    .isNotNull();
        }

        @Test
        void surviveAConnectionThatIsGoneAlready() {
            assertThat(new Pass(FakeRequest.of("GET", POLLING).peer(null))
                            .opening()
                            .handshake()
                            .remoteAddress())
                    .isEmpty();
        }
    }

    @Nested
    class Guards {
        @Test
        void areAskedInOrderUntilOneRefuses() {
            guard("first", HandshakeVerdict.PASSED);
            guard(
                    "second",
                    new HandshakeVerdict.Refused(
                            RefusalReason.CAPACITY, 503, RequestError.FORBIDDEN, "Full", Map.of("Retry-After", "10")));
            guard("third", HandshakeVerdict.PASSED);

            Pass pass = get(POLLING);

            pass.assertRefused(503, RequestError.FORBIDDEN);
            assertThat(pass.response.body()).isEqualTo("{\"code\":4,\"message\":\"Full\"}");
            assertThat(pass.response.header("Retry-After")).isEqualTo("10");
            assertThat(asked).containsExactly("first", "second");
        }

        @Test
        void areAskedForWebSocketsToo() {
            guard("origin", HandshakeVerdict.Refused.of(RefusalReason.ORIGIN, 403, RequestError.FORBIDDEN, "No"));

            new Pass(FakeRequest.of("GET", WEBSOCKET).upgrading()).assertRefused(403, RequestError.FORBIDDEN);
        }

        @Test
        void giveAReasonForOperators() {
            guard("passes", HandshakeVerdict.PASSED);
            get(POLLING);
            guard("limit", HandshakeVerdict.Refused.of(RefusalReason.CAPACITY, 503, RequestError.FORBIDDEN, "Full"));
            get(POLLING);
            guards.set(0, request -> {
                throw new IllegalStateException();
            });
            get(POLLING);

            assertThat(refusals).containsExactly(RefusalReason.CAPACITY, RefusalReason.FAILURE);
        }

        @Test
        void areNotAskedAboutWhatTheProtocolRefuses() {
            guard("limit", HandshakeVerdict.PASSED);

            get("/socket.io/?EIO=3&transport=polling");
            new Pass(FakeRequest.of("POST", POLLING));
            get(POLLING + "&sid=gone");

            assertThat(asked).isEmpty();
            assertThat(refusals)
                    .containsExactly(RefusalReason.PROTOCOL, RefusalReason.PROTOCOL, RefusalReason.UNKNOWN_SESSION);
        }

        @Test
        void tellWhoItIs() {
            Principal user = () -> "ada";
            guard("token", new HandshakeVerdict.Identified(user));
            guard("after", HandshakeVerdict.PASSED);

            assertThat(get(POLLING).opening().handshake().principal()).contains(user);
        }

        @Test
        void thatFailRefuseAndTellNothing() {
            guards.add(request -> {
                throw new IllegalStateException("jdbc:secret");
            });

            Pass pass = get(POLLING);

            pass.assertRefused(500, RequestError.FORBIDDEN);
            assertThat(pass.response.body()).doesNotContain("secret");
        }
    }

    @Nested
    class Paths {
        @ParameterizedTest
        @ValueSource(strings = {"/socket.io", "/socket.io/"})
        void withAndWithoutTheSlashAreTheSame(String path) {
            assertThat(get(path + "?EIO=4&transport=polling")
                            .opening()
                            .handshake()
                            .path())
                    .isEqualTo("/socket.io/");
        }

        /** The container may map such a spelling to the filter; then the servlet finds nothing admitted: 404. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/socket.io//",
                    "//socket.io/",
                    "/socket.io/;jsessionid=1",
                    "/socket.io;x/",
                    "/%73ocket.io/",
                    "/socket.io%2F",
                    "/socket.io/x",
                    "/socket.io/socket.io.js",
                    "/socket.iox/",
                    "/",
                })
        void otherSpellingsAreAdmittedNowhere(String path) {
            Pass pass = get(path + "?EIO=4&transport=polling");

            assertThat(pass.seen).isNotNull();
            assertThat(pass.admitted).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/socket.io/deeper", "/socket.io;x", "/socket.io//", "/%73ocket.io/"})
        void noUpgradeGetsPastTheFilterWithoutAdmission(String path) {
            Pass pass = new Pass(
                    FakeRequest.of("GET", path + "?EIO=4&transport=websocket").upgrading());

            pass.assertRefused(404, RequestError.BAD_REQUEST);
        }
    }

    @Test
    void aRequestThatComesTwiceIsAskedOnce() {
        guard("limit", HandshakeVerdict.PASSED);
        Pass first = new Pass(FakeRequest.of("GET", WEBSOCKET).upgrading());
        AdmittedRequest.Opening opening = first.opening();

        Pass second =
                new Pass(FakeRequest.of("GET", WEBSOCKET).upgrading().attribute(AdmittedRequest.ATTRIBUTE, opening));

        assertThat(second.admitted).isSameAs(opening);
        assertThat(asked).containsExactly("limit");
    }

    @Nested
    class TheNodesOwnQuestion {
        private final FakeRequest question = FakeRequest.of("GET", WEBSOCKET).upgrading();

        @Test
        void passesWithoutBeingAsked() {
            guard("token", HandshakeVerdict.PASSED);

            Pass pass = new Pass(question.header(WebSocketProbe.HEADER, probe.secret()));

            assertThat(pass.upgrade().request()).isInstanceOfSatisfying(AdmittedRequest.Probe.class, admitted -> {
                assertThat(probe.reached()).isNotDone();
                admitted.reached().run();
                assertThat(probe.reached()).isDone();
            });
            assertThat(probe.isSeen()).isTrue();
            assertThat(asked).isEmpty();
        }

        @Test
        void isNotBelievedWithoutTheSecret() {
            guard("token", HandshakeVerdict.PASSED);

            Pass pass = new Pass(question.header(WebSocketProbe.HEADER, new WebSocketProbe().secret()));

            assertThat(pass.opening()).isNotNull();
            assertThat(probe.isSeen()).isFalse();
            assertThat(asked).containsExactly("token");
        }

        @Test
        void goesWhereTheFirstClientCame() throws Exception {
            assertThat(probe.address()).isNotDone();

            get(POLLING);

            assertThat(probe.address().get()).isEqualTo(new InetSocketAddress("127.0.0.1", 8081));
        }
    }

    @Nested
    class AcrossOrigins {
        private static final String PAGE = "http://page.example";

        private FakeRequest preflight() {
            return FakeRequest.of("OPTIONS", "/socket.io/?EIO=4&transport=polling")
                    .header("Origin", PAGE)
                    .header("Access-Control-Request-Headers", "authorization");
        }

        @Test
        void errorsCanBeReadToo() {
            crossOrigin = request -> request.header("Origin");

            Pass pass = new Pass(FakeRequest.of("GET", POLLING + "&sid=nobody").header("Origin", PAGE));

            pass.assertRefused(400, RequestError.UNKNOWN_SID);
            assertThat(pass.response.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(pass.response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(pass.response.header("Vary")).isEqualTo("Origin");
        }

        @Test
        void anyOriginGetsNoCredentials() {
            crossOrigin = request -> Optional.of("*");

            Pass pass = get(POLLING);

            assertThat(pass.response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(pass.response.header("Access-Control-Allow-Credentials")).isNull();
        }

        @Test
        void othersGetNoHeader() {
            assertThat(get(POLLING).response.header("Access-Control-Allow-Origin"))
                    .isNull();
        }

        @Test
        void answersAPreflightOfAnAllowedOrigin() {
            guard("never", HandshakeVerdict.PASSED);
            crossOrigin = request -> request.header("Origin");

            Pass pass = new Pass(preflight());

            assertThat(pass.response.status()).isEqualTo(204);
            assertThat(pass.response.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST");
            assertThat(pass.response.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
            assertThat(pass.response.header("Access-Control-Max-Age")).isEqualTo("600");
            assertThat(pass.seen).isNull();
            assertThat(asked).isEmpty();
        }

        @Test
        void refusesAPreflightOfAnotherOrigin() {
            new Pass(preflight()).assertRefused(403, RequestError.FORBIDDEN);
        }
    }

    @ParameterizedTest
    @CsvSource({"socket.io", "/", "/socket.io/", "/a b", "/ä", "/a/../b/", "/a//b", "/a/../b", "/..", "/./a", "''"})
    void aRouteRefusesWhatIsNoPath(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineRoute(path, server, guards, crossOrigin, HandshakeRequest::peerAddress));
    }
}
