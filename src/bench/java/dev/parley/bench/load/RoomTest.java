package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int BYTES = 128;

    private final List<String> sent = new ArrayList<>();
    private final Room room = new Room("hall", BYTES, 1);
    private final Member sender = member();
    private final Member other = member();

    private Member member() {
        return new Member("token", "hall", listener -> new RecordingWire(sent::add), new Member.Traffic() {});
    }

    @BeforeEach
    void bothConnect() {
        sender.connect();
        room.add(sender);
        room.add(other);
    }

    @Test
    void sendsContentOfTheSizeThatWasAskedFor() {
        room.send(0);
        String content = sent.get(0).replaceAll(".*\"content\":\"([^\"]*)\".*", "$1");
        assertThat(content).hasSize(BYTES);
    }

    @Test
    void numbersItsMessagesAndFindsTheNumbersAgain() {
        for (int number = 0; number < 300; number++) {
            room.send(0);
            ByteBuffer relayed = ByteBuffer.wrap(sent.get(number).getBytes(StandardCharsets.US_ASCII));
            assertThat(Room.numberIn(relayed, 0, relayed.limit())).isEqualTo(number);
        }
    }

    @Test
    void refusesAMessageThatIsNotItsOwn() {
        ByteBuffer foreign = ByteBuffer.wrap("42[\"message\",{}]".getBytes(StandardCharsets.US_ASCII));
        assertThatIllegalStateException().isThrownBy(() -> Room.numberIn(foreign, 0, foreign.limit()));
    }

    @Test
    void isFinishedWhenTheLastMemberHasTheMessage() {
        room.send(17);
        assertThat(room.delivered(0)).isFalse();
        assertThat(room.unfinished()).isEqualTo(1);
        assertThat(room.missing()).isEqualTo(1);
        assertThat(room.delivered(0)).isTrue();
        assertThat(room.unfinished()).isZero();
        assertThat(room.missing()).isZero();
        assertThat(room.sentAt(0)).isEqualTo(17);
    }

    @Test
    void waitsNoMoreForAMemberThatIsExcused() {
        room.send(0);
        room.send(0);
        room.delivered(0);
        sender.received().accept(0);
        assertThat(room.excuse(other)).isEqualTo(1);
        assertThat(room.unfinished()).isEqualTo(1);
        room.send(0);
        assertThat(room.missing()).isEqualTo(2);
    }

    @Test
    void letsItsSendersTakeTurns() {
        List<String> both = new ArrayList<>();
        Room shared = new Room("hall", BYTES, 2);
        for (String name : List.of("first", "second", "third")) {
            Member member = new Member(
                    "token",
                    "hall",
                    listener -> new RecordingWire(packet -> both.add(name)),
                    new Member.Traffic() {},
                    2);
            member.connect();
            shared.add(member);
        }
        for (int i = 0; i < 4; i++) {
            shared.send(0);
        }
        assertThat(both).containsExactly("first", "second", "first", "second");
        assertThat(shared.missing()).isEqualTo(12);
        assertThat(shared.senders()).containsExactlyElementsOf(shared.members().subList(0, 2));
    }

    private record RecordingWire(Consumer<String> packets) implements Wire {

        @Override
        public void send(byte[] packet) {
            packets.accept(new String(packet, StandardCharsets.US_ASCII));
        }

        @Override
        public void stall() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {
            throw new AssertionError("not asked for");
        }
    }
}
