package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a client has been told is what others see of it, however long the directory takes. */
class PresenceOnConnectTest {

    private final HeldPresence directory = new HeldPresence(Clock.systemUTC());
    private final TestChat chat = new TestChat().with(directory);

    @Test
    void aClientIsToldThatItIsConnectedWhenTheDirectoryHasIt() {
        chat.engine();
        directory.hold();
        ChatClient alice = chat.arrives("alice");

        assertThat(directory.asked()).containsExactly("connected alice");
        assertThat(alice.isTold()).isFalse();
        directory.release();
        assertThat(alice.sid()).isNotEmpty();
        assertThat(status("alice")).isEqualTo("online");
    }

    @Test
    void aSocketIsListedWhenItsClientHasBeenTold() {
        chat.engine();
        directory.hold();
        ChatClient alice = chat.arrives("alice");

        assertThat(listed()).isZero();
        directory.release();
        assertThat(alice.sid()).isNotEmpty();
        assertThat(listed()).isOne();
    }

    @Test
    void aClientThatGoesBeforeItIsToldIsNotThere() {
        chat.engine();
        directory.hold();
        ChatClient alice = chat.arrives("alice");
        alice.vanishes();
        directory.release();

        assertThat(status("alice")).isEqualTo("offline");
        assertThat(listed()).isZero();
    }

    @Test
    void whoAsksAfterAChangeSeesItThoughTheDirectoryHasNotHeardOfIt() {
        ChatClient alice = chat.joins("alice");
        directory.hold();
        alice.askPatiently("presence-update", "'away'");
        alice.vanishes();

        CompletableFuture<Presence> answer = chat.lookup().of("alice").toCompletableFuture();

        assertThat(answer).isNotDone();
        directory.release();
        assertThat(answer).isCompletedWithValueMatching(presence -> presence.status() == PresenceStatus.OFFLINE);
    }

    private String status(String user) {
        return chat.lookup().of(user).toCompletableFuture().join().status().text();
    }

    private int listed() {
        ConnectionFilter everybody = new ConnectionFilter(Optional.empty(), Optional.empty());
        return chat.directory()
                .connections(everybody, ClusterDirectory.Scope.NODE)
                .toCompletableFuture()
                .join()
                .value()
                .size();
    }
}
