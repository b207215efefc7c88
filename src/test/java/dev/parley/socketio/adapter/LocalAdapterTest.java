package dev.parley.socketio.adapter;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalAdapterTest {

    private static final SocketPacket.Event EVENT =
            new SocketPacket.Event("/", 7, JSON.createArrayBuilder().add("e").build());
    private static final BroadcastOptions ROOM = new BroadcastOptions(Set.of("room"), Set.of(), false, false);

    private final List<String> observed = new ArrayList<>();
    private final Adapter adapter =
            new LocalAdapter((packet, receivers) -> observed.add(packet.data().getString(0) + " to " + receivers));
    private final FakeMember inside = new FakeMember("inside").answeringAtOnce();
    private final FakeMember alsoInside = new FakeMember("also inside");
    private final FakeMember outside = new FakeMember("outside");

    @BeforeEach
    void members() {
        List.of(inside, alsoInside, outside).forEach(adapter::add);
        adapter.join(inside, List.of("room"));
        adapter.join(alsoInside, List.of("room", "other"));
    }

    @Test
    void deliversTheSamePacketsToThoseWhoAreMeant() {
        adapter.broadcast(EVENT, ROOM);

        assertThat(inside.calls()).containsExactly("deliver");
        assertThat(outside.calls()).isEmpty();
        assertThat(inside.delivered().get(0)).isSameAs(alsoInside.delivered().get(0));
    }

    @Test
    void isObservedOnceForAnEventWithTheNumberOfItsReceivers() {
        adapter.broadcast(EVENT, ROOM);
        adapter.broadcast(EVENT, new BroadcastOptions(Set.of(), Set.of("other"), false, false));
        adapter.broadcast(EVENT, new BroadcastOptions(Set.of("room", "other"), Set.of(), false, false));
        adapter.broadcast(EVENT, new BroadcastOptions(Set.of("nobody"), Set.of(), false, false));

        assertThat(observed).containsExactly("e to 2", "e to 2", "e to 2", "e to 0");
    }

    @Test
    void isObservedWhenAcknowledgementsAreExpectedToo() {
        adapter.broadcast(EVENT, ROOM, Duration.ofSeconds(3), expected -> {}, new AckCollector() {
            @Override
            public void acknowledged(JsonArray arguments) {}

            @Override
            public void missed() {}
        });

        assertThat(observed).containsExactly("e to 2");
    }

    @Test
    void passesOnThatSomethingMayBeDropped() {
        adapter.broadcast(EVENT, new BroadcastOptions(Set.of("room"), Set.of("other"), true, true));

        assertThat(inside.calls()).containsExactly("deliver droppable");
        assertThat(alsoInside.calls()).isEmpty();
    }

    @Test
    void tellsTheNumberOfAcksOnceAndHasEachMemberTellItsOwn() {
        List<Integer> expected = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();

        adapter.broadcast(EVENT, ROOM, Duration.ofSeconds(3), expected::add, new AckCollector() {
            @Override
            public void acknowledged(JsonArray arguments) {
                outcomes.add("acknowledged");
            }

            @Override
            public void missed() {
                outcomes.add("missed");
            }
        });

        assertThat(expected).containsExactly(2);
        assertThat(outcomes).containsExactlyInAnyOrder("acknowledged", "missed");
        assertThat(inside.calls()).containsExactly("deliver 7 PT3S");
    }

    @Test
    void handsTheWishToThoseWhoAreMeant() {
        adapter.joinAll(ROOM, List.of("new"));
        adapter.leaveAll(ROOM, List.of("x", "y"));
        adapter.disconnectAll(ROOM, true);

        assertThat(inside.calls()).containsExactly("join [new]", "leave x", "leave y", "disconnect true");
        assertThat(outside.calls()).isEmpty();
    }

    @Test
    void answersWhoIsWhere() {
        assertThat(adapter.localRooms()).containsExactlyInAnyOrder("room", "other");
        assertThat(adapter.localMembers("room")).containsExactlyInAnyOrder(inside, alsoInside);
        assertThat(adapter.roomsOf(alsoInside)).containsExactlyInAnyOrder("room", "other");
        assertThat(adapter.isIn(inside, "other")).isFalse();
        assertThat(adapter.leave(inside, "room")).isTrue();
        assertThat(adapter.remove(alsoInside)).containsExactlyInAnyOrder("room", "other");
        assertThat(adapter.localRooms()).isEmpty();
    }

    @Test
    void copiesTheSetsOfItsOptions() {
        Set<String> mutable = new HashSet<>(Set.of("room"));
        BroadcastOptions options = new BroadcastOptions(mutable, mutable, false, false);

        mutable.clear();

        assertThat(options.rooms()).containsExactly("room");
        assertThat(options.except()).containsExactly("room");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.rooms().add("x"));
    }
}
