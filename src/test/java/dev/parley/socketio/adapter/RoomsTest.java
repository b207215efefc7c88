package dev.parley.socketio.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.parley.engine.Race;
import dev.parley.robustness.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private final Rooms rooms = new Rooms();
    private final FakeMember alice = new FakeMember("alice");
    private final FakeMember bob = new FakeMember("bob");

    @BeforeEach
    void bothAreThere() {
        rooms.add(alice);
        rooms.add(bob);
    }

    @Test
    void knowsWhoIsWhereInBothDirections() {
        rooms.join(alice, List.of("a", "b"));
        rooms.join(bob, List.of("b"));

        assertThat(rooms.of(alice)).containsExactlyInAnyOrder("a", "b");
        assertThat(rooms.members("b")).containsExactlyInAnyOrder(alice, bob);
        assertThat(rooms.names()).containsExactlyInAnyOrder("a", "b");
        assertThat(rooms.contains("a", alice)).isTrue();
        assertThat(rooms.contains("a", bob)).isFalse();
    }

    @Test
    void joinsTwiceAsOnce() {
        rooms.join(alice, List.of("a"));
        rooms.join(alice, List.of("a", "a"));

        assertThat(rooms.members("a")).containsExactly(alice);
        assertThat(rooms.leave(alice, "a")).isTrue();
        assertThat(rooms.names()).isEmpty();
    }

    @Test
    void forgetsARoomWithItsLastMember() {
        rooms.join(alice, List.of("a"));
        rooms.join(bob, List.of("a"));

        rooms.leave(alice, "a");
        assertThat(rooms.names()).containsExactly("a");
        rooms.leave(bob, "a");

        assertThat(rooms.names()).isEmpty();
        assertThat(rooms.members("a")).isEmpty();
    }

    @Test
    void saysWhetherTheMemberWasInTheRoomThatItLeaves() {
        rooms.join(alice, List.of("a"));

        assertThat(rooms.leave(alice, "a")).isTrue();
        assertThat(rooms.leave(alice, "a")).isFalse();
        assertThat(rooms.leave(alice, "unknown")).isFalse();
        assertThat(rooms.leave(new FakeMember("unknown"), "a")).isFalse();
    }

    @Test
    void removesAMemberFromAllRoomsForGood() {
        rooms.join(alice, List.of("a", "b"));

        assertThat(rooms.remove(alice)).containsExactlyInAnyOrder("a", "b");
        rooms.join(alice, List.of("c"));

        assertThat(rooms.names()).isEmpty();
        assertThat(rooms.of(alice)).isEmpty();
        assertThat(rooms.remove(alice)).isEmpty();
        assertThat(rooms.leave(alice, "a")).isFalse();
    }

    @Test
    void takesNobodyWhoWasNeverAdded() {
        rooms.join(new FakeMember("stranger"), List.of("a"));

        assertThat(rooms.names()).isEmpty();
    }

    @Test
    void joinsNoneOfTheRoomsWhenOneIsNull() {
        assertThatNullPointerException().isThrownBy(() -> rooms.join(alice, Arrays.asList("a", null)));

        assertThat(rooms.remove(alice)).isEmpty();
        assertThat(rooms.names()).isEmpty();
    }

    @Test
    void givesSnapshotsOfNames() {
        rooms.join(alice, List.of("a"));
        Set<String> names = rooms.names();
        Set<String> joined = rooms.of(alice);

        rooms.remove(alice);

        assertThat(names).containsExactly("a");
        assertThat(joined).containsExactly("a");
    }

    @Test
    void showsTheMembersOfARoomAsTheyComeAndGo() {
        rooms.join(alice, List.of("a"));
        Set<Member> members = rooms.members("a");

        rooms.join(bob, List.of("a"));
        assertThat(members).containsExactlyInAnyOrder(alice, bob);

        rooms.leave(alice, "a");
        assertThat(members).containsExactly(bob);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> members.remove(bob));
    }

    @Test
    void visitsEachMemberOnceWhateverItsRooms() {
        rooms.join(alice, List.of("a", "b", "c"));
        rooms.join(bob, List.of("c"));

        assertThat(visited(Set.of("a", "b", "c"), Set.of())).containsExactlyInAnyOrder(alice, bob);
        assertThat(visited(Set.of("a"), Set.of())).containsExactly(alice);
        assertThat(visited(Set.of("c"), Set.of("a"))).containsExactly(bob);
        assertThat(visited(Set.of(), Set.of())).containsExactlyInAnyOrder(alice, bob);
        assertThat(visited(Set.of(), Set.of("b", "unknown"))).containsExactly(bob);
        assertThat(visited(Set.of("unknown"), Set.of())).isEmpty();
        assertThat(visited(Set.of("a", "unknown"), Set.of("c"))).isEmpty();
    }

    @Test
    void letsAVisitorChangeTheRooms() {
        rooms.join(alice, List.of("a"));
        rooms.join(bob, List.of("a"));

        rooms.forEach(new BroadcastOptions(Set.of("a"), Set.of(), false, false), rooms::remove);

        assertThat(rooms.names()).isEmpty();
    }

    @Test
    @BadInput(62)
    void keepsNoGhostWhenJoinLeaveAndRemovalRace() {
        List<String> names = List.of("a", "b", "c");
        for (int round = 0; round < 2_000; round++) {
            FakeMember racer = new FakeMember("racer");
            rooms.add(racer);

            Race.between(
                    () -> rooms.join(racer, names),
                    () -> names.forEach(name -> rooms.join(racer, List.of(name))),
                    () -> names.forEach(name -> rooms.leave(racer, name)),
                    () -> rooms.remove(racer));

            assertThat(rooms.names()).isEmpty();
            assertThat(rooms.of(racer)).isEmpty();
        }
    }

    @Test
    void losesNoRoomThatLivesAndDiesAllTheTime() {
        // Each runner is alone in the room for moments: the room dies under one while another is joining.
        int rounds = 50_000;
        FakeMember[] members = {new FakeMember("1"), new FakeMember("2"), new FakeMember("3")};
        List<String> lost = new ArrayList<>();
        Race.Runner[] runners = new Race.Runner[members.length];
        for (int i = 0; i < members.length; i++) {
            FakeMember member = members[i];
            rooms.add(member);
            runners[i] = () -> {
                for (int round = 0; round < rounds; round++) {
                    rooms.join(member, List.of("room"));
                    if (!rooms.contains("room", member)
                            || !rooms.leave(member, "room")
                            || rooms.contains("room", member)) {
                        synchronized (lost) {
                            lost.add(member.id());
                        }
                    }
                }
            };
        }

        Race.between(runners);

        assertThat(lost).isEmpty();
        assertThat(rooms.names()).isEmpty();
    }

    private List<Member> visited(Set<String> among, Set<String> except) {
        List<Member> visited = new ArrayList<>();
        rooms.forEach(new BroadcastOptions(among, except, false, false), visited::add);
        return visited;
    }
}
