package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomHistoryTest {

    private final RoomHistory history = new RoomHistory();

    private boolean gets(long position, Set<String> rooms, String... except) {
        return history.includes(new LogEntry(position, 0, List.of(), rooms, Set.of(except), null, 1));
    }

    @Test
    void aStayIsForTheEventsAfterItsBeginningUpToItsEnd() {
        history.join(List.of("red"), 5);
        history.leave("red", 8, 0);
        assertThat(gets(5, Set.of("red"))).isFalse();
        assertThat(gets(6, Set.of("red"))).isTrue();
        assertThat(gets(8, Set.of("red", "blue"))).isTrue();
        assertThat(gets(9, Set.of("red"))).isFalse();
    }

    @Test
    void joiningTwiceChangesNothing() {
        history.join(List.of("red"), 5);
        history.join(List.of("red"), 9);
        assertThat(gets(6, Set.of("red"))).isTrue();
    }

    @Test
    void everybodyIsInNoRoomAndExceptionsHoldWhileOneIsInThem() {
        history.join(List.of("red"), 5);
        assertThat(gets(4, Set.of(), "red")).isTrue();
        assertThat(gets(6, Set.of(), "red")).isFalse();
        assertThat(gets(6, Set.of(), "blue")).isTrue();
    }

    @Test
    void whatIsNotRetainedIsAsIfItHadNeverBeen() {
        history.join(List.of("red", "blue", "gone"), 1);
        history.leave("gone", 5, 0);
        history.retain(Set.of("red"));
        assertThat(history.open()).containsExactly("red");
        assertThat(history.all()).containsExactly("red");
        assertThat(gets(3, Set.of("blue", "gone"))).isFalse();
    }

    @Test
    void staysWhoseEventsAreGoneAreForgottenAndTooManyMoveTheBeginning() {
        for (int i = 1; i <= 70; i++) {
            history.join(List.of("room" + i), i);
            history.leave("room" + i, i + 1, 60);
        }
        assertThat(history.all()).doesNotContain("room1").contains("room70");
        assertThat(history.since()).isZero();
        for (int i = 100; i <= 2000; i++) {
            history.join(List.of("room" + i), i);
            history.leave("room" + i, i + 1, 0);
        }
        assertThat(history.all()).hasSize(1000);
        assertThat(history.since()).isEqualTo(1001);
    }
}
