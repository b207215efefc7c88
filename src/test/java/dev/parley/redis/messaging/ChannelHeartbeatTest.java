package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChannelHeartbeatTest {

    private final ChannelHeartbeat heartbeat = new ChannelHeartbeat("socket.io", "node1");

    private byte[] published() {
        byte[] message = heartbeat.next();
        heartbeat.confirmed();
        return message;
    }

    @Test
    void itsChannelIsThatOfNoNamespace() {
        assertThat(heartbeat.channel()).isEqualTo("socket.io#node1#");
    }

    @Test
    void aNodeThatHearsItselfMissesNothing() {
        for (int i = 0; i < 10; i++) {
            heartbeat.heard(published());
            assertThat(heartbeat.isMissed(heartbeat.mark())).isFalse();
        }
    }

    @Test
    void threeThatDoNotComeAreMissed() {
        heartbeat.heard(published());
        published();
        published();
        assertThat(heartbeat.isMissed(heartbeat.mark())).isFalse();
        published();
        assertThat(heartbeat.isMissed(heartbeat.mark())).isTrue();
    }

    @Test
    void whatRedisHasNotConfirmedIsNotMissed() {
        for (int i = 0; i < 10; i++) {
            heartbeat.next();
        }
        assertThat(heartbeat.isMissed(heartbeat.mark())).isFalse();
    }

    @Test
    void aSubscriberThatIsLateMissesNothing() {
        byte[] early = heartbeat.mark();
        byte[] first = published();
        published();
        published();
        published();
        // The answer to a ping that was sent before they were published.
        assertThat(heartbeat.isMissed(early)).isFalse();
        byte[] later = heartbeat.mark();
        heartbeat.heard(first);
        assertThat(heartbeat.isMissed(later)).isTrue();
    }

    @Test
    void aNewConnectionDoesNotMissWhatWasPublishedBefore() {
        for (int i = 0; i < 10; i++) {
            published();
        }
        heartbeat.begin();
        assertThat(heartbeat.isMissed(heartbeat.mark())).isFalse();
        published();
        published();
        published();
        assertThat(heartbeat.isMissed(heartbeat.mark())).isTrue();
    }

    @Test
    void whatSomebodyElseSaysOnItsChannelDoesNoHarm() {
        heartbeat.heard("no number".getBytes(StandardCharsets.UTF_8));
        heartbeat.heard(published());
        heartbeat.heard("1".getBytes(StandardCharsets.UTF_8));
        assertThat(heartbeat.isMissed(heartbeat.mark())).isFalse();
        assertThat(heartbeat.isMissed("no number".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }
}
