package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.Handshake;
import dev.parley.engine.ManualTime;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.presence.WallClock;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.codec.JsonText;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUiGuardTest {

    private static final Handshake PLAIN = TestEngine.handshake();

    private final ManualTime time = new ManualTime();
    private final WallClock wall = new WallClock(time);
    private final LoginSessions sessions = new LoginSessions(wall);
    private final AdminUiGuard withPassword = guard(Optional.of(new PasswordCheck(
            new AdminAccount("ada", AdminAccountTest.HASH), new DirectExecutor(), time.clock()::nanos)));
    private final AdminUiGuard tokensOnly = guard(Optional.empty());

    /** A token is the name of a role; without one the user of the handshake is an operator. */
    private AdminUiGuard guard(Optional<PasswordCheck> passwords) {
        return new AdminUiGuard(
                request -> CompletableFuture.completedStage(
                        request.auth().containsKey("token")
                                        || request.handshake().principal().isPresent()
                                ? ConnectDecision.Admitted.with(
                                        SocketUser.KEY,
                                        new AuthenticatedUser(
                                                "root",
                                                "root",
                                                Set.of(request.auth().getString("token", "admin")),
                                                wall.instant().plusSeconds(60)))
                                : new ConnectDecision.Refused("no token", null)),
                passwords,
                sessions,
                wall);
    }

    private static ConnectDecision decide(AdminUiGuard guard, String auth, Handshake handshake) {
        try {
            return guard.decide(new ConnectRequest(
                            "sid",
                            AdminUi.NAMESPACE,
                            handshake,
                            JsonText.parse(auth.replace('\'', '"')).asJsonObject()))
                    .toCompletableFuture()
                    .getNow(null);
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    private static String user(ConnectDecision decision) {
        assertThat(decision).isInstanceOf(ConnectDecision.Admitted.class);
        return SocketUser.idIn(((ConnectDecision.Admitted) decision).attributes());
    }

    /** The code and the message of a refusal. */
    private static String refusal(ConnectDecision decision) {
        assertThat(decision).isInstanceOf(ConnectDecision.Refused.class);
        ConnectDecision.Refused refused = (ConnectDecision.Refused) decision;
        return (refused.data() == null ? "" : refused.data().getString("code") + ": ") + refused.message();
    }

    @Test
    void admitsATokenWithTheRoleAndNoOther() {
        assertThat(user(decide(tokensOnly, "{'token':'admin'}", PLAIN))).isEqualTo("root");
        assertThat(refusal(decide(tokensOnly, "{'token':'publisher'}", PLAIN))).startsWith("AUTHORIZATION_FAILED: ");
        assertThat(refusal(decide(tokensOnly, "{}", PLAIN))).isEqualTo("no token");
    }

    /** What the UI sends if nobody has filled in its form, and when its page is loaded again. */
    @ParameterizedTest
    @ValueSource(strings = {"{'username':'','password':''}", "{'sessionId':null}", "{'sessionId':'old'}"})
    void looksForTheTokenOfTheHandshakeWhenNothingIsTyped(String auth) {
        Principal root = () -> "root";
        Handshake identified = new Handshake(
                "/socket.io/",
                PLAIN.query(),
                PLAIN.remoteAddress(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(root),
                PLAIN.time());

        assertThat(user(decide(tokensOnly, auth, identified))).isEqualTo("root");
        assertThat(user(decide(withPassword, auth, identified))).isEqualTo("root");
    }

    @Test
    void takesNoPasswordUnlessThereIsOne() {
        assertThat(refusal(decide(tokensOnly, "{'username':'ada','password':'open sesame'}", PLAIN)))
                .startsWith("AUTHENTICATION_FAILED: This server takes no user name");
    }

    @Test
    void beginsASessionForThePasswordWhichIsEnoughFromThenOn() {
        ConnectDecision decision = decide(withPassword, "{'username':'ada','password':'open sesame'}", PLAIN);
        assertThat(user(decision)).isEqualTo("ada");
        LoginSessions.Begun begun = (LoginSessions.Begun)
                ((ConnectDecision.Admitted) decision).attributes().get(AdminUiGuard.BEGUN);
        String auth = "{'sessionId':'" + begun.id() + "'}";

        assertThat(user(decide(withPassword, auth, PLAIN))).isEqualTo("ada");
        assertThat(refusal(decide(tokensOnly, auth, PLAIN))).isEqualTo("AUTHENTICATION_FAILED: invalid credentials");

        time.advance(Duration.ofDays(1));
        assertThat(refusal(decide(withPassword, auth, PLAIN))).isEqualTo("AUTHENTICATION_FAILED: invalid credentials");
    }

    /** With this message, and no other, the UI shows its form again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'username':'ada','password':'x'}",
                "{'username':'ada'}",
                "{'password':'open sesame'}",
                "{'username':'bob','password':'open sesame'}",
                "{'sessionId':'x'}",
            })
    void refusesWhatIsWrong(String auth) {
        assertThat(refusal(decide(withPassword, auth, PLAIN))).isEqualTo("AUTHENTICATION_FAILED: invalid credentials");
    }

    @Test
    void refusesToTryTooManyPasswords() {
        for (int i = 0; i < PasswordCheck.MAX_ADDRESS; i++) {
            decide(withPassword, "{'username':'ada','password':'x'}", PLAIN);
        }

        assertThat(refusal(decide(withPassword, "{'username':'ada','password':'open sesame'}", PLAIN)))
                .startsWith("RATE_LIMIT_EXCEEDED: ");
    }

    @Test
    void looksAtATokenFirst() {
        assertThat(refusal(decide(withPassword, "{'token':'x','username':'ada','password':'open sesame'}", PLAIN)))
                .startsWith("AUTHORIZATION_FAILED: ");
    }
}
