package dev.parley.socketio.adapter;

import static dev.parley.stress.Interleavings.require;
import static dev.parley.stress.Interleavings.together;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.stress.Interleavings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

class RoomsInterleavingsTest {

    /** Nothing but an id. */
    private record Named(String id) implements Member {

        @Override
        public void deliver(List<EnginePacket> encoded, boolean droppable) {}

        @Override
        public void deliver(List<EnginePacket> encoded, long id, Duration timeout, AckCollector collector) {}

        @Override
        public void join(Collection<String> rooms) {}

        @Override
        public void leave(String room) {}

        @Override
        public void disconnect(boolean close) {}

        @Override
        public SocketDescription description() {
            throw new UnsupportedOperationException();
        }
    }

    /** One member and three rooms. */
    @Param(name = "room", gen = IntGen.class, conf = "0:2")
    public static class Operations {

        private final Rooms rooms = new Rooms();
        private final Member member = new Named("m");

        /** With the member in it. */
        public Operations() {
            rooms.add(member);
        }

        /** Joins a room. */
        @Operation
        public void join(@Param(name = "room") int room) {
            rooms.join(member, List.of("r" + room));
        }

        /** Leaves it. */
        @Operation
        public boolean leave(@Param(name = "room") int room) {
            return rooms.leave(member, "r" + room);
        }

        /** Goes. */
        @Operation
        public Set<String> remove() {
            return new TreeSet<>(rooms.remove(member));
        }

        /** Where it is. */
        @Operation
        public Set<String> of() {
            return new TreeSet<>(rooms.of(member));
        }
    }

    @Test
    void theRoomsOfAMemberAreAtomic() {
        Interleavings.areLinearizable(Operations.class);
    }

    @Test
    void bothWaysOfTheIndexAgreeAndNothingIsLeftOfWhoIsGone() {
        Interleavings.of(() -> {
            Rooms rooms = new Rooms();
            Member staying = new Named("staying");
            Member going = new Named("going");
            rooms.add(staying);
            rooms.add(going);
            rooms.join(going, List.of("a"));
            together(
                    () -> {
                        rooms.join(staying, List.of("a", "b"));
                        rooms.leave(staying, "a");
                    },
                    () -> rooms.remove(going),
                    () -> {
                        rooms.join(going, List.of("b", "c"));
                        rooms.leave(going, "a");
                    });
            require(rooms.of(going).isEmpty(), "gone");
            require(rooms.of(staying).equals(Set.of("b")), "where it stays");
            require(rooms.names().equals(Set.of("b")), "no ghost room: " + rooms.names());
            List<String> members = new ArrayList<>();
            rooms.members("b").forEach(member -> members.add(member.id()));
            require(members.equals(List.of("staying")), "no ghost: " + members);
        });
    }
}
