package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomHistoryTest {

    private final SessionRooms all = new SessionRooms();
    private final RoomHistory history = new RoomHistory(all);

    private boolean gets(long position, Set<String> rooms, String... except) {
        return history.includes(entry(at(position), EventOrigin.numbered("a", position), rooms, except));
    }

    private static LogEntry entry(Mark mark, EventOrigin origin, Set<String> rooms, String... except) {
        return new LogEntry(mark, origin, 0, 0, List.of(), rooms, Set.of(except), null, 1);
    }

    private static Mark at(long position) {
        return new Mark("a", position, StreamId.ZERO);
    }

    @Test
    void aStayIsForTheEventsAfterItsBeginningUpToItsEnd() {
        history.join(List.of("red"), at(5));
        history.leave("red", at(8), at(0));
        assertThat(gets(5, Set.of("red"))).isFalse();
        assertThat(gets(6, Set.of("red"))).isTrue();
        assertThat(gets(8, Set.of("red", "blue"))).isTrue();
        assertThat(gets(9, Set.of("red"))).isFalse();
    }

    @Test
    void joiningTwiceChangesNothing() {
        history.join(List.of("red"), at(5));
        history.join(List.of("red"), at(9));
        assertThat(gets(6, Set.of("red"))).isTrue();
    }

    @Test
    void everybodyIsInNoRoomAndExceptionsHoldWhileOneIsInThem() {
        history.join(List.of("red"), at(5));
        assertThat(gets(4, Set.of(), "red")).isTrue();
        assertThat(gets(6, Set.of(), "red")).isFalse();
        assertThat(gets(6, Set.of(), "blue")).isTrue();
    }

    @Test
    void whatIsNotRetainedIsAsIfItHadNeverBeen() {
        history.join(List.of("red", "blue", "gone"), at(1));
        history.leave("gone", at(5), at(0));
        history.retain(Set.of("red"));
        assertThat(history.open()).containsExactly("red");
        assertThat(history.all()).containsExactly("red");
        assertThat(gets(3, Set.of("blue", "gone"))).isFalse();
    }

    @Test
    void staysWhoseEventsAreGoneAreForgottenAndTooManyMoveTheBeginning() {
        for (int i = 1; i <= 70; i++) {
            history.join(List.of("room" + i), at(i));
            history.leave("room" + i, at(i + 1), at(60));
        }
        assertThat(history.all()).doesNotContain("room1").contains("room70");
        assertThat(history.since()).isEmpty();
        for (int i = 100; i <= 2000; i++) {
            history.join(List.of("room" + i), at(i));
            history.leave("room" + i, at(i + 1), at(0));
        }
        assertThat(history.all()).hasSize(1000);
        assertThat(history.since()).contains(at(1001));
    }

    @Test
    void roomsAreThoseOfASessionUntilItLeavesThemOrEnds() {
        RoomHistory other = new RoomHistory(all);
        history.join(List.of("red", "blue", "green"), at(1));
        history.join(List.of("red"), at(2));
        other.join(List.of("red"), at(1));
        history.leave("blue", at(3), at(0));
        history.leave("blue", at(3), at(0));
        history.retain(Set.of("red"));
        assertThat(all.contain("red")).isTrue();
        assertThat(all.contain("blue")).isFalse();
        assertThat(all.contain("green")).isFalse();

        history.end();
        history.end();
        history.join(List.of("late"), at(4));

        assertThat(all.contain("red")).isTrue();
        assertThat(all.contain("late")).isFalse();
        other.end();
        assertThat(all.contain("red")).isFalse();
    }

    /** Another node has had the session: its positions mean nothing here, but its numbers and the stream do. */
    @Test
    void aStayOfAnotherNodeIsToldByTheStreamAndByTheNumbersOfThatNode() {
        Mark joined = new Mark("b", 7, new StreamId(100, 0));
        history.restore(Map.of("red", joined), List.of(), null);
        Set<String> red = Set.of("red");

        assertThat(history.includes(entry(at(1), new EventOrigin("c", 1, new StreamId(100, 0)), red)))
                .isFalse();
        assertThat(history.includes(entry(at(1), new EventOrigin("c", 2, new StreamId(100, 1)), red)))
                .isTrue();
        assertThat(history.includes(entry(at(1), new EventOrigin("b", 7, new StreamId(101, 0)), red)))
                .isFalse();
        assertThat(history.includes(entry(at(1), new EventOrigin("b", 8, new StreamId(101, 0)), red)))
                .isTrue();
        assertThat(history.includes(entry(at(1), EventOrigin.numbered("a", 1), red)))
                .isTrue();
    }
}
