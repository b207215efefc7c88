package dev.parley.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalHistoryTest {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final long MUCH = 1_000_000;

    private final ManualTime time = new ManualTime();

    private LocalHistory of(int messages, int bytes, long budget) {
        return new LocalHistory(new HistorySettings(messages, bytes, AGE), time.clock(), budget);
    }

    private static JsonObject message(String id, String content) {
        return Json.createObjectBuilder().add("id", id).add("content", content).build();
    }

    private static List<String> idsIn(MessageHistory history, String room, int limit) {
        return history.last(room, limit).toCompletableFuture().join().orElseThrow().stream()
                .map(message -> message.getString("id"))
                .toList();
    }

    private static void say(MessageHistory history, String room, String... ids) {
        for (String id : ids) {
            history.keep(room, message(id, "ü"));
        }
    }

    @Test
    void theLastMessagesOfARoomAreThereInTheirOrder() {
        LocalHistory history = of(3, 10_000, MUCH);

        say(history, "tea", "1", "2", "3", "4");
        say(history, "coffee", "5");

        assertThat(idsIn(history, "tea", 10)).containsExactly("2", "3", "4");
        assertThat(idsIn(history, "tea", 2)).containsExactly("3", "4");
        assertThat(idsIn(history, "coffee", 10)).containsExactly("5");
        assertThat(idsIn(history, "milk", 10)).isEmpty();
    }

    @Test
    void aMessageIsGivenBackAsItWasSent() {
        LocalHistory history = of(3, 10_000, MUCH);
        JsonObject message = Json.createObjectBuilder(message("1", "\ud800 ü 😀 \"\\\n"))
                .add("metadata", Json.createObjectBuilder().add("n", 1.5))
                .build();

        history.keep("tea", message);

        assertThat(history.last("tea", 1).toCompletableFuture().join()).contains(List.of(message));
    }

    @Test
    void overItsBytesTheOldestGoAndNeverOneInBetween() {
        int one = message("1", "ü").toString().length() + 1;
        LocalHistory history = of(100, 2 * one, MUCH);

        say(history, "tea", "1", "2", "3");
        assertThat(idsIn(history, "tea", 10)).containsExactly("2", "3");

        history.keep("tea", message("4", "x".repeat(3 * one)));
        assertThat(idsIn(history, "tea", 10)).isEmpty();
        say(history, "tea", "5");
        assertThat(idsIn(history, "tea", 10)).containsExactly("5");
    }

    @Test
    void overItsAgeAMessageGoes() {
        LocalHistory history = of(100, 10_000, MUCH);
        say(history, "tea", "1");
        time.advance(AGE.minusSeconds(1));
        say(history, "tea", "2");
        assertThat(idsIn(history, "tea", 10)).containsExactly("1", "2");

        time.advance(Duration.ofSeconds(2));

        assertThat(idsIn(history, "tea", 10)).containsExactly("2");
    }

    @Test
    void allRoomsTogetherHaveABoundSoThatManyRoomsCostNoMore() {
        LocalHistory history = of(100, 10_000, 10_000);

        for (int room = 0; room < 10_000; room++) {
            say(history, "room " + room, Integer.toString(room));
        }

        assertThat(history.heap()).isBetween(5_000L, 10_000L);
        assertThat(idsIn(history, "room 0", 10)).isEmpty();
        assertThat(idsIn(history, "room 9999", 10)).containsExactly("9999");
    }

    @Test
    void whatIsGoneIsCountedNoMore() {
        LocalHistory history = of(2, 10_000, MUCH);
        say(history, "tea", "1", "2", "3");
        time.advance(AGE.plusSeconds(1));

        assertThat(idsIn(history, "tea", 10)).isEmpty();
        assertThat(history.heap()).isZero();
    }

    @Test
    void aMessageThatWasSentTwiceIsThereOnce() {
        LocalHistory history = of(10, 10_000, MUCH);

        say(history, "tea", "1", "2", "1");

        assertThat(idsIn(history, "tea", 10)).containsExactly("1", "2");
    }
}
