package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.RealRedis;
import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Redis is away for half a minute while a node goes on sending. */
class RedisOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(3);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final int PER_SECOND = 1000;
    /** What Redis may have confirmed and not yet passed on when it was killed: a tenth of a second of load. */
    private static final int LAST_WORDS = 100;

    private final List<String> sent = new ArrayList<>();

    @Test
    @BadInput(69)
    void nothingIsLostHereAndEveryLossElsewhereIsCounted() {
        try (RealRedis redis = RealRedis.start();
                RedisNode a = RedisNode.connected("a", redis.settings());
                RedisNode b = RedisNode.connected("b", redis.settings())) {
            RecordingMember here = a.member("here", "tea");
            RecordingMember there = b.member("there", "tea");
            sendFor(BEFORE_AND_AFTER, a);
            redis.stop();
            sendFor(OUTAGE, a);
            redis.restart();
            int back = sent.size();
            // The load goes on while the nodes find Redis again.
            sendFor(BACK, a);
            assertThat(there.heard())
                    .as("heard within %s after Redis was back", BACK)
                    .containsAnyElementsOf(sent.subList(back, sent.size()));
            sendFor(BEFORE_AND_AFTER, a);
            RedisNode.await(Duration.ofSeconds(10), () -> settled(a.status()));
            RedisNode.await(Duration.ofSeconds(10), () -> there.heard().contains(sent.get(sent.size() - 1)));

            assertThat(here.heard()).isEqualTo(sent);
            assertThat(there.heard()).doesNotHaveDuplicates().isEqualTo(inOrder(there.heard()));
            MessagingStatus status = a.status();
            assertThat(status.offered()).isEqualTo(sent.size());
            long missing = sent.size() - there.count();
            assertThat(missing)
                    .as("missing on the other node, %s", status)
                    .isBetween(status.dropped(), status.dropped() + status.uncertain() + LAST_WORDS);
            // Half a minute of load is more than is kept.
            assertThat(status.dropped()).isPositive();
            assertThat(status.uncertain()).isLessThanOrEqualTo(LAST_WORDS);
        }
    }

    private static boolean settled(MessagingStatus status) {
        return status.offered() == status.published() + status.dropped() + status.uncertain();
    }

    private List<String> inOrder(List<String> heard) {
        Set<String> those = new HashSet<>(heard);
        return sent.stream().filter(those::contains).toList();
    }

    private void sendFor(Duration time, RedisNode node) {
        long start = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            long due = (System.nanoTime() - start)
                    * PER_SECOND
                    / Duration.ofSeconds(1).toNanos();
            while (count < due) {
                send(node);
                count++;
            }
            RedisNode.pause(Duration.ofMillis(2));
        }
    }

    private String send(RedisNode node) {
        String text = node.send("tea", "message " + sent.size());
        sent.add(text);
        return text;
    }
}
