package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that began at position 2 of a log that has 9 events, on a node that has read the stream up to 100. */
class MissedEventsTest {

    private final EventLog log =
            new EventLog(new RecoverySettings(Duration.ofMinutes(2), 1_000_000), new ManualTime().clock(), "here");
    private final MissedEvents missed = new MissedEvents(log, position -> position.isUpTo(new StreamId(100, 0)));
    private final RecoverySession session = new RecoverySession("pid", "socket", "ann", at(2), new SessionRooms());

    @BeforeEach
    void nineEvents() {
        for (int i = 0; i < 9; i++) {
            log.append(List.of(EnginePacket.message("2[\"e\"]")), Set.of(), Set.of());
        }
    }

    private static Mark at(long position) {
        return new Mark("here", position, StreamId.ZERO);
    }

    /** How far the client has got in the log of this node if it shows an offset; empty if nobody can have got that. */
    private Optional<Long> seen(String offset) {
        return missed.seen(new RecoveryRequest("pid", Optional.ofNullable(offset)), session)
                .map(seen -> seen.in("here").orElse(-1));
    }

    /** Event 5 was the last one for the socket, which was lost after event 8. */
    private void lostAfterFive() {
        session.handed(at(5));
        session.lost(at(8), Map.of());
    }

    @Test
    void aClientThatShowsNoOffsetHasWhatWasBeforeItsSession() {
        session.handed(at(5));
        assertThat(seen(null)).contains(2L);
    }

    @Test
    void aClientHasWhatItShows() {
        lostAfterFive();
        assertThat(seen("here.4")).contains(4L);
    }

    @Test
    void aClientThatHasTheLastEventForItsSocketHasAllUpToTheLossOfTheSocket() {
        lostAfterFive();
        assertThat(seen("here.5")).contains(8L);
    }

    @Test
    void aClientWhoseSocketWasHandedNothingHasAllUpToTheLossOfTheSocket() {
        session.lost(at(8), Map.of());
        assertThat(seen(null)).contains(8L);
    }

    @Test
    void anOffsetThatTheSessionDoesNotKnowCountsForNothingAndIsRefusedOnceAnEventWasHandedOut() {
        assertThat(seen("elsewhere.7")).contains(2L);
        assertThat(seen("no offset")).contains(2L);
        session.handed(at(5));
        assertThat(seen("elsewhere.7")).isEmpty();
        assertThat(seen("no offset")).isEmpty();
    }

    @Test
    void nobodyHasSeenWhatThisNodeDoesNotKnow() {
        assertThat(seen("here.9")).contains(9L);
        assertThat(seen("here.a")).isEmpty();
        assertThat(seen("100-0.here.9")).contains(9L);
        assertThat(seen("100-1.here.9")).isEmpty();
    }

    @Test
    void whatIsMissingIsLaidToOtherNodesOnlyIfTheGapIsAfterWhatTheClientHas() {
        assertThat(missed.reason(Seen.upTo(at(2)))).isEqualTo(RecoveryRefusal.LOG_EXCEEDED);
        log.gap();
        assertThat(missed.reason(Seen.upTo(at(2)))).isEqualTo(RecoveryRefusal.OTHER_NODES_MISSED);
        assertThat(missed.reason(Seen.upTo(at(10)))).isEqualTo(RecoveryRefusal.LOG_EXCEEDED);
    }
}
