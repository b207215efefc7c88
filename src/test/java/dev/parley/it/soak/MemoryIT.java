package dev.parley.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.ServerProcess;
import dev.parley.it.TestIssuer;
import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node with a heap of 768 MB and the default limits, and clients that mean to fill it: strangers and users with messages,
 * bodies and attachments that never become whole, and members of a big room that do not read. Nobody else notices.
 */
class MemoryIT {

    private static final String HEAP = "768m";
    private static final int GOOD = 20;
    private static final int STRANGERS = 320;
    private static final int BYTES_SAID = 500_000;
    private static final long SEED = 12;
    private static final Duration FOR = Duration.ofSeconds(25);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(90);
    /** Fifteen a second of each kind: it is the memory that is to be filled, not the processors. */
    private static final int AT_ONCE = 3;

    private static final double NEARLY = 0.9;
    private static final Duration STEP = Duration.ofMillis(200);

    private static ServerProcess server;
    private static Target target;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("WEBSOCKET_TRUSTED_PROXIES", Peer.TRUSTED_PROXIES);
        // So that a polling session that has been left is soon over.
        settings.put("WEBSOCKET_PING_INTERVAL", "8000");
        settings.put("WEBSOCKET_PING_TIMEOUT", "20000");
        server = ServerProcess.startWithHeap(HEAP, "memory", "parley.war", FreePort.find(), settings);
        target = new Target(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoMeansToFillTheHeapIsGivenUpAndNobodyElseNotices() throws Exception {
        Meters meters = new Meters(target);
        try (GoodClients good = new GoodClients(target, GOOD)) {
            good.speak();
            long most;
            List<Attack> attacks = attacks();
            try {
                most = mostHeld(meters, attacks);
            } finally {
                attacks.forEach(Attack::close);
            }
            good.fallSilent();

            boolean complete = Settling.comes(SETTLED, () -> good.ledger().missing() == 0);
            assertThat(good.ledger().failures())
                    .as("%s; %s", good.ledger(), meters.read().closings())
                    .isEmpty();
            assertThat(complete)
                    .as("all that was said has come: %s", good.ledger())
                    .isTrue();
            assertThatNothingIsLeft(meters);
            assertThat(server.isAlive()).isTrue();
            assertThat(server.log()).doesNotContain("java.lang.OutOfMemoryError");
            assertThat(haveAllBeenThere(attacks)).as("%s", attacks).isTrue();
            // Or all this would prove nothing.
            assertThat(haveBeenGivenUp(meters.read(), most))
                    .as("at most %d bytes of input; %s", most, meters.read().closings())
                    .isTrue();
        }
    }

    private static void assertThatNothingIsLeft(Meters meters) throws InterruptedException {
        boolean settled = Settling.comes(SETTLED, () -> meters.read().isAtRest(GOOD));
        assertThat(settled).as("nothing of them is left, of %s", meters.read()).isTrue();
    }

    private static List<Attack> attacks() {
        return List.of(
                attack("messages", Hoarders.unfinishedMessage(), STRANGERS),
                attack("messages within the limit", Hoarders.unfinishedMessageWithinLimit(), STRANGERS),
                attack("bodies", Hoarders.unfinishedBody(), 60),
                attack("bodies of users", Hoarders.unfinishedBodyOfUser(target), 60),
                attack("attachments", Hoarders.unfinishedAttachments(target), 100),
                attack("readers", Stallers.reader(target), 60),
                attack("pollers", Stallers.poller(target), 20),
                attack("speakers", Stallers.speaker(target, BYTES_SAID), 4));
    }

    private static Attack attack(String name, Hostile.Kind kind, int atATime) {
        return new Attack(name, kind, target, atATime, AT_ONCE, STEP, SEED);
    }

    /** Lets them go on until they have done what they are here for, and tells the most input that was held. */
    private static long mostHeld(Meters meters, List<Attack> attacks) throws InterruptedException {
        long most = 0;
        long start = System.nanoTime();
        Meters.Reading reading = meters.read();
        while (System.nanoTime() - start < FOR.toNanos()
                || System.nanoTime() - start < LONGEST.toNanos()
                        && !(haveAllBeenThere(attacks) && haveBeenGivenUp(reading, most))) {
            Thread.sleep(STEP.toMillis());
            reading = meters.read();
            most = Math.max(most, held(reading));
        }
        return most;
    }

    /** As many of each kind as are meant to be there at a time. */
    private static boolean haveAllBeenThere(List<Attack> attacks) {
        return attacks.stream().allMatch(Attack::hasBeenComplete);
    }

    private static long held(Meters.Reading reading) {
        return reading.sum("parley_receive_budget_used_bytes");
    }

    /** That the budget for input was reached, messages were too big for strangers, and those went who did not read. */
    private static boolean haveBeenGivenUp(Meters.Reading reading, long most) {
        return most > reading.sum("parley_receive_budget_bytes") * NEARLY
                && reading.closed("message_too_big") > 0
                && reading.closed("slow_consumer") + reading.closed("over_budget") > 0;
    }
}
