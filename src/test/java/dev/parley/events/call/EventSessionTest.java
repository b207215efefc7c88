package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Anonymous;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules that hold for the chat's sockets hold for those of own events. */
class EventSessionTest {

    @SocketNamespace
    @NonBlocking
    static class Desk {
        @OnEvent("quick")
        String quick() {
            return "quick";
        }

        @OnEvent("admins")
        @RolesAllowed("admin")
        String admins() {
            return "for admins";
        }
    }

    private final TestEvents events = new TestEvents(new Desk());

    @Test
    void aSocketEndsWithItsToken() {
        EventClient alice = events.joins("alice");

        events.time().advance(TestEvents.LIFETIME.minusSeconds(1));
        assertThat(alice.isGone()).isFalse();
        events.time().advance(Duration.ofSeconds(2));

        assertThat(alice.isGone()).isTrue();
        assertThat(alice.heard())
                .singleElement()
                .satisfies(event -> assertThat(event).startsWith("['error',{'code':'AUTHENTICATION_FAILED'"));
    }

    @Test
    void aRenewedTokenLetsTheSocketStayWithItsNewRoles() {
        EventClient alice = events.joins("alice");
        events.token("fresh", events.user("alice", Duration.ofHours(5), "admin"));
        assertThat(alice.fails("admins").getString("code")).isEqualTo("AUTHORIZATION_FAILED");

        assertThat(alice.ask("authenticate", "{'token':'fresh'}")).startsWith("[{'success':true,'expiresAt':");
        events.time().advance(TestEvents.LIFETIME.plusSeconds(2));

        assertThat(alice.ask("admins")).isEqualTo("['for admins']");
    }

    @Test
    void aTokenOfAnotherUserOrABadOneIsRefused() {
        EventClient alice = events.joins("alice");
        events.token("bobs", events.user("bob", Duration.ofHours(5)));

        assertThat(alice.fails("authenticate", "{'token':'bobs'}").getString("code"))
                .isEqualTo("AUTHORIZATION_FAILED");
        assertThat(alice.fails("authenticate", "{'token':'forged'}").getString("code"))
                .isEqualTo("AUTHENTICATION_FAILED");
        assertThat(alice.fails("authenticate").getString("code")).isEqualTo("INVALID_MESSAGE");
    }

    @Test
    void theEventsOfAUserAreLimited() {
        TestEvents limited = new TestEvents(new Desk()).withMaxEvents(2);
        EventClient phone = limited.joins("alice");
        EventClient laptop = limited.joins("alice");
        phone.ask("quick");
        laptop.ask("quick");

        assertThat(phone.fails("quick").getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(limited.joins("bob").ask("quick")).isEqualTo("['quick']");
    }

    @SocketNamespace
    @Anonymous
    @NonBlocking
    static class Lobby {
        @OnEvent("quick")
        String quick() {
            return "quick";
        }
    }

    @Test
    void whoHasNotSignedInIsLimitedByTheSocketAndHasNoTokenToExpire() {
        TestEvents limited = new TestEvents(new Lobby()).withMaxEvents(1);
        EventClient one = limited.arrives("");
        one.ask("quick");

        assertThat(one.fails("quick").getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(limited.arrives("").ask("quick")).isEqualTo("['quick']");
        limited.time().advance(TestEvents.LIFETIME.plusHours(1));
        assertThat(one.isGone()).isFalse();
    }

    @Test
    void nobodyCanSignInOnASocketThatHasNoUser() {
        TestEvents lobby = new TestEvents(new Lobby());
        lobby.token("fresh", lobby.user("alice", Duration.ofHours(5)));

        assertThat(lobby.arrives("").fails("authenticate", "{'token':'fresh'}").getString("code"))
                .isEqualTo("AUTHORIZATION_FAILED");
    }
}
