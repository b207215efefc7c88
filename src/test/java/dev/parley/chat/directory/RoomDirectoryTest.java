package dev.parley.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClient;
import dev.parley.chat.TestChat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomDirectoryTest {

    private final TestChat chat = new TestChat();
    private final RoomDirectory rooms = chat.rooms();

    @Test
    void aRoomHasTheTimeAndTheMetadataOfItsFirstJoin() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'news'}}");
        Instant created = chat.wall().instant();
        chat.time().advance(Duration.ofSeconds(5));
        ChatClient bob = chat.joins("bob");
        bob.emit("join-room", "{'room':'lobby','metadata':{'topic':'mine'}}");

        RoomInfo lobby = rooms.room("lobby").orElseThrow();

        assertThat(lobby.name()).isEqualTo("lobby");
        assertThat(lobby.createdAt()).isEqualTo(created);
        assertThat(lobby.metadata()).hasToString("{\"topic\":\"news\"}");
        assertThat(lobby.members()).containsExactlyInAnyOrder(alice.sid(), bob.sid());
        assertThat(lobby.memberCount()).isEqualTo(2);
    }

    @Test
    void aRoomWithoutMetadataHasNone() {
        chat.joins("alice").in("lobby");

        assertThat(rooms.room("lobby").orElseThrow().metadata()).isEmpty();
    }

    @Test
    void theCreatorCannotChangeTheMetadataByJoiningAgain() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'news'}}");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'other'}}");

        assertThat(rooms.room("lobby").orElseThrow().metadata()).hasToString("{\"topic\":\"news\"}");
    }

    @Test
    void aRoomEndsWithItsLastMemberAndBeginsAnew() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'news'}}");
        alice.emit("leave-room", "{'room':'lobby'}");
        assertThat(rooms.room("lobby")).isEmpty();
        assertThat(rooms.known()).isZero();

        chat.time().advance(Duration.ofSeconds(5));
        alice.in("lobby");
        assertThat(rooms.room("lobby").orElseThrow().createdAt())
                .isEqualTo(chat.wall().instant());
        assertThat(rooms.room("lobby").orElseThrow().metadata()).isEmpty();

        alice.vanishes();
        assertThat(rooms.room("lobby")).isEmpty();
        assertThat(rooms.known()).isZero();
    }

    @Test
    void theRoomsOfSocketsAndUsersAreNotListed() {
        ChatClient alice = chat.joins("alice").in("lobby", "kitchen");
        chat.joins("bob").in("lobby");

        assertThat(rooms.rooms()).extracting(RoomInfo::name).containsExactlyInAnyOrder("lobby", "kitchen");
        assertThat(rooms.names()).containsExactlyInAnyOrder("lobby", "kitchen");
        assertThat(rooms.room(alice.sid())).isEmpty();
        assertThat(rooms.room(PrivateRooms.ofUser("alice"))).isEmpty();
        assertThat(rooms.room(PrivateRooms.ofSocket(alice.sid()))).isEmpty();
        assertThat(rooms.roomsOf(chat.socket(alice))).containsExactlyInAnyOrder("lobby", "kitchen");
        assertThat(rooms.known()).isEqualTo(2);
    }

    @Test
    void aRoomThatAnotherServerHasMadeIsThereSinceItWasNoticed() {
        ChatClient alice = chat.joins("alice");
        chat.namespace().everybody().joinRooms("made-elsewhere");

        assertThat(rooms.rooms()).extracting(RoomInfo::name).containsExactly("made-elsewhere");
        assertThat(rooms.room("made-elsewhere").orElseThrow().members()).containsExactly(alice.sid());
    }

    @Test
    void whatOthersHaveEmptiedIsForgottenAndNotTakenForTheNextRoomOfTheName() {
        ChatClient alice = chat.joins("alice");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'news'}}");
        chat.namespace().everybody().leaveRooms("lobby");
        chat.joins("bob").in("lobby");
        assertThat(rooms.room("lobby").orElseThrow().metadata()).isEmpty();

        chat.namespace().everybody().leaveRooms("lobby");
        assertThat(rooms.rooms()).isEmpty();
        assertThat(rooms.known()).isZero();
    }

    @Test
    void aSocketThatIsGoneJoinsNothing() {
        ChatClient alice = chat.joins("alice");
        var socket = chat.socket(alice);
        alice.vanishes();

        assertThat(rooms.join(socket, "lobby", null)).hasValue(0);
        assertThat(rooms.known()).isZero();
        assertThat(List.of(rooms.rooms())).containsExactly(List.of());
    }

    @Test
    void aRoomWhoseMembersWereAllCutOffIsWhatItWasAsLongAsOneMayComeBack() {
        TestChat recovering = new TestChat().recovering(Duration.ofMinutes(2));
        RoomDirectory directory = recovering.rooms();
        ChatClient alice = recovering.joins("alice");
        alice.emit("join-room", "{'room':'lobby','metadata':{'topic':'news'}}");
        Instant created = recovering.wall().instant();
        alice.vanishes();
        recovering.time().advance(Duration.ofMinutes(1));
        assertThat(directory.room("lobby")).isEmpty();

        ChatClient bob = recovering.joins("bob");
        bob.emit("join-room", "{'room':'lobby','metadata':{'topic':'mine'}}");

        RoomInfo lobby = directory.room("lobby").orElseThrow();
        assertThat(lobby.createdAt()).isEqualTo(created);
        assertThat(lobby.metadata()).hasToString("{\"topic\":\"news\"}");
    }

    @Test
    void aRoomToWhichNobodyComesBackInTimeIsForgottenByTheNextJoins() {
        TestChat recovering = new TestChat().recovering(Duration.ofMinutes(2));
        RoomDirectory directory = recovering.rooms();
        recovering.joins("alice").in("lobby", "hall").vanishes();
        assertThat(directory.known()).isEqualTo(2);
        recovering.time().advance(Duration.ofMinutes(3));

        recovering.joins("bob").in("elsewhere");

        assertThat(directory.known()).isEqualTo(1);
    }

    @Test
    void aRoomEndsAtOnceWhenItsLastMemberSaysGoodbyeThoughOthersAreRecovered() {
        TestChat recovering = new TestChat().recovering(Duration.ofMinutes(2));
        ChatClient alice = recovering.joins("alice").in("lobby");
        alice.says("1");

        assertThat(recovering.rooms().known()).isZero();
    }
}
