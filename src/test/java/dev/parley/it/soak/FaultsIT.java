package dev.parley.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults in a cluster, one after the other, while its members speak: no node ends but by its own kill, nothing acknowledged is lost
 * among those who stay, nothing comes twice, and within a minute after each fault everybody is back, and all nodes agree on who is
 * there.
 *
 * <p>System properties: {@code soak.faults} (200), {@code soak.seed} (1; the same faults in the same order), {@code soak.nodes} (3),
 * {@code soak.minutes} after which no further fault begins (10,000).
 */
@EnabledIfSystemProperty(named = "parley.soak", matches = "true", disabledReason = "a long run, see robustness-runs.md")
class FaultsIT {

    private static final int FAULTS = Integer.getInteger("soak.faults", 200);
    private static final long SEED = Long.getLong("soak.seed", 1);
    private static final int NODES = Integer.getInteger("soak.nodes", 3);
    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10_000));
    private static final int MEMBERS = 12;
    private static final int ROOMS = 3;
    private static final int POLLING_EACH = 4;
    private static final Duration HEALED = Duration.ofMinutes(1);

    private final Protocol protocol = new Protocol("faults");
    private final FaultLedger ledger = new FaultLedger();
    private final List<Member> members = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    void allHealsAndNothingAcknowledgedIsLost() throws Exception {
        protocol.note("seed %d, %d faults, %d nodes", SEED, FAULTS, NODES);
        try (Cluster cluster = new Cluster(NODES)) {
            for (int i = 0; i < MEMBERS; i++) {
                String token = cluster.target(0).token("member-" + i);
                members.add(new Member(i, i % POLLING_EACH == 0, "room-" + i % ROOMS, token, cluster, ledger));
            }
            assertThat(Settling.comes(HEALED, () -> problem(cluster) == null))
                    .as("whole before the first fault: %s", problem(cluster))
                    .isTrue();
            faults(cluster);
            members.forEach(Member::close);
        }
        protocol.note("%s; failures: %s", ledger, failures);
        assertThat(failures).isEmpty();
    }

    private void faults(Cluster cluster) throws InterruptedException, IOException {
        Random random = new Random(SEED);
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int i = 1; i <= FAULTS && System.nanoTime() < end; i++) {
            Fault fault = Fault.next(random);
            // Each has random numbers of its own, so that the next ones do not depend on how many it takes.
            fault.happen(cluster, ledger, new Random(random.nextLong()));
            long over = System.nanoTime();
            boolean healed = Settling.comes(HEALED, () -> problem(cluster) == null);
            protocol.note(
                    "fault %d, %s: %s after %.1f s; %s",
                    i,
                    fault,
                    healed ? "healed" : "NOT healed: " + problem(cluster),
                    (System.nanoTime() - over) / 1e9,
                    ledger);
            if (!healed) {
                failures.add("fault " + i + ", " + fault + ": " + problem(cluster));
            }
            restartTheDead(cluster, i, fault);
            Thread.sleep(2_000);
            audit(i, fault);
        }
        // What was said last is to be looked at, too.
        Thread.sleep(Duration.ofSeconds(25).toMillis());
        audit(FAULTS, Fault.KILL);
    }

    private void audit(int number, Fault fault) {
        ledger.audit();
        for (String failure : ledger.takeFailures()) {
            protocol.note("after fault %d, %s: %s", number, fault, failure);
            failures.add(failure);
        }
    }

    private void restartTheDead(Cluster cluster, int number, Fault fault) throws IOException, InterruptedException {
        for (int node = 0; node < cluster.size(); node++) {
            if (cluster.wasHeapFull(node)) {
                failures.add("fault " + number + ", " + fault + ": the heap of node " + node + " was full");
            }
            if (!cluster.isAlive(node)) {
                failures.add("fault " + number + ", " + fault + ": node " + node + " has ended");
                cluster.start(node);
            }
        }
    }

    /** What is not as it should be; null if all is. */
    private String problem(Cluster cluster) {
        for (Member member : members) {
            if (!member.isThere()) {
                return member.user() + " is not there";
            }
        }
        for (int node = 0; node < cluster.size(); node++) {
            String problem = problemSeenBy(cluster, node);
            if (problem != null) {
                return "node " + node + ": " + problem;
            }
        }
        return null;
    }

    private String problemSeenBy(Cluster cluster, int node) {
        JsonObject metrics = cluster.ask(node, "/api/metrics");
        if (metrics.getInt("activeConnections", -1) != MEMBERS || metrics.containsKey("missingNodes")) {
            return "connections are " + metrics;
        }
        for (int room = 0; room < ROOMS; room++) {
            JsonObject found = cluster.ask(node, "/api/rooms/room-" + room);
            if (found.getInt("memberCount", -1) != MEMBERS / ROOMS) {
                return "room-" + room + " is " + found;
            }
        }
        for (Member member : members) {
            JsonObject presence = cluster.ask(node, "/api/users/" + member.user() + "/presence");
            if (!presence.getString("status", "").equals("online")
                    || presence.getJsonArray("sockets").size() != 1) {
                return member.user() + " is " + presence;
            }
        }
        return null;
    }
}
