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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two hundred good clients on a node with a heap of 768 MB and the default limits: first alone, then for some minutes among all
 * kinds of attackers at once. They lose nothing and are hardly slower, and afterwards the node is as it was.
 *
 * <p>System properties: {@code soak.minutes} of the attack (60), {@code soak.seed} (1), {@code soak.quiet} seconds without (60).
 */
@EnabledIfSystemProperty(named = "parley.soak", matches = "true", disabledReason = "a long run, see robustness-runs.md")
class HostileHourIT {

    private static final int GOOD = 200;
    private static final String HEAP = "768m";
    private static final Duration MINUTES = Duration.ofMinutes(Integer.getInteger("soak.minutes", 60));
    private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("soak.quiet", 60));
    private static final long SEED = Long.getLong("soak.seed", 1);
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final double SLOWER = 5;
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Protocol protocol = new Protocol("hostile-hour");

    @Test
    void goodClientsLoseNothingAndTheNodeIsAsBefore() throws Exception {
        TestIssuer.publishKey();
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("WEBSOCKET_TRUSTED_PROXIES", Peer.TRUSTED_PROXIES);
        try (ServerProcess server =
                ServerProcess.startWithHeap(HEAP, "hostile-hour", "parley.war", FreePort.find(), settings)) {
            Target target = new Target(server.port());
            try (GoodClients good = new GoodClients(target, GOOD)) {
                run(server, target, good);
            }
        }
    }

    private void run(ServerProcess server, Target target, GoodClients good) throws Exception {
        Meters meters = new Meters(target);
        // Once each, briefly: what is loaded and made for the first attack stays for good.
        good.speak();
        attack(target, server, good, WARM_UP);
        Settling.comes(SETTLED, () -> isAtRest(meters));
        Vitals before = Vitals.of(server.pid(), meters);
        protocol.note("before: %s", before);
        protocol.attach("classes-before", Vitals.histogram(server.pid()));

        good.ledger().beginPhase();
        Thread.sleep(QUIET.toMillis());
        Latencies quiet = good.ledger().deliveries();
        Latencies quietAnswers = good.ledger().acknowledgements();
        protocol.note("quiet %s: deliveries %s; acknowledgements %s", QUIET, quiet, quietAnswers);

        good.ledger().beginPhase();
        protocol.note("attack of %s, seed %d: %s", MINUTES, SEED, attack(target, server, good, MINUTES));
        Latencies hostile = good.ledger().deliveries();
        Latencies hostileAnswers = good.ledger().acknowledgements();
        protocol.note("attacked: deliveries %s; acknowledgements %s", hostile, hostileAnswers);
        protocol.note("p99 is %.1f times the quiet one's", hostile.quantile(0.99) / quiet.quantile(0.99));

        boolean rested = Settling.comes(SETTLED, () -> isAtRest(meters));
        good.fallSilent();
        boolean complete = Settling.comes(SETTLED, () -> good.ledger().missing() == 0);
        Vitals after = Vitals.of(server.pid(), meters);
        protocol.note("after: %s", after);
        protocol.note("ledger: %s %s", good.ledger(), good.ledger().failures());
        protocol.attach("classes-after", Vitals.histogram(server.pid()));
        protocol.attach("threads", Vitals.threadDump(server.pid()));
        protocol.attach("meters", meters.read().text());

        assertThat(server.isAlive()).isTrue();
        assertThat(server.log()).doesNotContain("java.lang.OutOfMemoryError");
        assertThat(good.ledger().failures()).isEmpty();
        assertThat(complete).as("all that was said has come").isTrue();
        assertThat(rested).as("sessions and budgets are as before").isTrue();
        after.assertAsBefore(before);
        assertThat(hostile.quantile(0.99)).isLessThan(SLOWER * quiet.quantile(0.99));
    }

    private static boolean isAtRest(Meters meters) {
        return meters.read().isAtRest(GOOD);
    }

    /** All kinds at once, for a time; what they have done. */
    private List<Attack> attack(Target target, ServerProcess server, GoodClients good, Duration time)
            throws InterruptedException, IOException {
        List<Attack> attacks = List.of(
                attack("messages", Hoarders.unfinishedMessage(), target, 100, 1, QUICK),
                attack("messages within the limit", Hoarders.unfinishedMessageWithinLimit(), target, 150, 1, QUICK),
                attack("bodies", Hoarders.unfinishedBody(), target, 40, 1, SLOW),
                attack("bodies of users", Hoarders.unfinishedBodyOfUser(target), target, 40, 1, SLOW),
                attack("attachments", Hoarders.unfinishedAttachments(target), target, 60, 1, SLOW),
                attack("readers", Stallers.reader(target), target, 60, 1, SLOW),
                attack("pollers", Stallers.poller(target), target, 20, 1, SLOW),
                attack("speakers", Stallers.speaker(target, 100_000), target, 2, 1, SLOW),
                attack("bad tokens", Flooders.badToken(), target, 20, 1, QUICK),
                attack("events over limits", Flooders.eventsOverLimits(target, 10), target, 10, 1, SLOW),
                attack("headers", Dribblers.headers(), target, 60, 4, SLOW),
                attack("frames", Dribblers.frame(), target, 60, 4, SLOW),
                attack("requests", Fuzzers.request(), target, 20, 1, QUICK),
                attack("nonsense in frames", Fuzzers.frames(), target, 20, 1, QUICK));
        try {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end && server.isAlive()) {
                Thread.sleep(Math.min(SLOW.toMillis(), time.toMillis()));
            }
        } finally {
            attacks.forEach(Attack::close);
        }
        protocol.note("so far: %s", good.ledger());
        return attacks;
    }

    private static Attack attack(
            String name, Hostile.Kind kind, Target target, int atATime, int perRound, Duration pause) {
        return new Attack(name, kind, target, atATime, perRound, pause, SEED);
    }
}
