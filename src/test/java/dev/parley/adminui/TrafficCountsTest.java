package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineObserver;
import dev.parley.engine.TransportName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficCountsTest {

    private final List<String> passedOn = new ArrayList<>();
    private final TrafficCounts counts = new TrafficCounts(new EngineObserver() {
        @Override
        public void opened(TransportName transport) {
            passedOn.add("opened");
        }

        @Override
        public void closed(CloseReason reason) {
            passedOn.add("closed");
        }

        @Override
        public void received(int bytes) {
            passedOn.add("received");
        }

        @Override
        public void queued(int packets, long bytes) {
            passedOn.add("queued");
        }

        @Override
        public void roundTrip(long nanos) {
            passedOn.add("round trip");
        }
    });

    private void work() {
        counts.opened(TransportName.POLLING);
        counts.closed(CloseReason.PING_TIMEOUT);
        counts.received(11);
        counts.received(1);
        counts.queued(2, 22);
        counts.queued(1, 1);
        counts.roundTrip(5);
    }

    private String taken() {
        return counts.take().toString().replace('"', '\'');
    }

    @Test
    void countsInSecondsWhatCarriesData() {
        counts.count(true);
        work();
        counts.cut(Instant.ofEpochMilli(7999));
        counts.received(3);
        counts.cut(Instant.ofEpochMilli(8001));

        assertThat(taken())
                .isEqualTo("[{'timestamp':7000,'type':'rawConnection','count':1},"
                        + "{'timestamp':7000,'type':'rawDisconnection','subType':'ping timeout','count':1},"
                        + "{'timestamp':7000,'type':'packetsIn','count':1},"
                        + "{'timestamp':7000,'type':'bytesIn','count':10},"
                        + "{'timestamp':7000,'type':'packetsOut','count':2},"
                        + "{'timestamp':7000,'type':'bytesOut','count':20},"
                        + "{'timestamp':8000,'type':'packetsIn','count':1},"
                        + "{'timestamp':8000,'type':'bytesIn','count':2}]");
        assertThat(taken()).isEqualTo("[]");
    }

    @Test
    void countsNothingUnlessSomebodyWatches() {
        work();
        counts.count(true);
        counts.count(false);
        work();
        counts.cut(Instant.EPOCH);

        assertThat(taken()).isEqualTo("[]");
    }

    @Test
    void passesEverythingOn() {
        work();

        assertThat(passedOn)
                .containsExactly("opened", "closed", "received", "received", "queued", "queued", "round trip");
    }
}
