package dev.parley.it.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** What can go wrong in a cluster. Each is over when {@link #happen} returns; from then on all has to heal. */
enum Fault {
    /** A node is killed, and comes back after a while. */
    KILL(3) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws IOException, InterruptedException {
            int node = random.nextInt(cluster.size());
            cluster.kill(node);
            pause(random.nextInt(5_000));
            cluster.start(node);
        }
    },
    /** A node is ended in order and started again, as for a new deployment. */
    REDEPLOYMENT(2) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws IOException, InterruptedException {
            int node = random.nextInt(cluster.size());
            cluster.stop(node);
            cluster.start(node);
        }
    },
    /** Half of the clients' connections of a node are reset. */
    RESET_CLIENTS(4) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) {
            cluster.link(random.nextInt(cluster.size())).reset(0.5, random);
        }
    },
    /** A third of the clients' connections of a node become half-open: neither side hears anything more, until both have given up. */
    HALF_OPEN_CLIENTS(4) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            int node = random.nextInt(cluster.size());
            FaultLedger.Silence silence = ledger.silent(node);
            cluster.link(node).hold(0.3, random);
            pause(15_000);
            cluster.link(node).release();
            silence.over();
        }
    },
    /** The connections of a node to Redis are reset. */
    RESET_REDIS(4) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            FaultLedger.Disturbance disturbance = ledger.disturbed();
            cluster.linkToRedis(random.nextInt(cluster.size())).reset(1, random);
            pause(3_000);
            disturbance.over();
        }
    },
    /** Nothing gets through between a node and Redis, for up to 12 s. */
    HALF_OPEN_REDIS(4) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            FaultLedger.Disturbance disturbance = ledger.disturbed();
            FaultyLink link = cluster.linkToRedis(random.nextInt(cluster.size()));
            link.holdAll();
            pause(2_000 + random.nextInt(10_000));
            link.release();
            pause(5_000);
            disturbance.over();
        }
    },
    /** Redis ends and comes back empty. */
    RESTART_REDIS(3) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            FaultLedger.Disturbance disturbance = ledger.disturbed();
            cluster.redis().stop();
            pause(random.nextInt(5_000));
            cluster.redis().restart();
            pause(5_000);
            disturbance.over();
        }
    },
    /** Redis answers nobody for up to 10 s. */
    PAUSE_REDIS(3) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            FaultLedger.Disturbance disturbance = ledger.disturbed();
            int millis = 1_000 + random.nextInt(9_000);
            try (Jedis jedis = new Jedis("127.0.0.1", cluster.redis().port())) {
                jedis.sendCommand(Protocol.Command.CLIENT, "PAUSE", Integer.toString(millis));
            }
            pause(millis + 5_000);
            disturbance.over();
        }
    },
    /** Attackers fill the budgets of a node. */
    FULL_MEMORY(2) {
        @Override
        void happen(Cluster cluster, FaultLedger ledger, Random random) throws InterruptedException {
            Target target = cluster.target(random.nextInt(cluster.size()));
            Duration step = Duration.ofMillis(200);
            List<Attack> attacks = List.of(
                    new Attack("messages", Hoarders.unfinishedMessage(), target, 50, 5, step, random.nextLong()),
                    new Attack(
                            "attachments",
                            Hoarders.unfinishedAttachments(target),
                            target,
                            100,
                            5,
                            step,
                            random.nextLong()),
                    new Attack("readers", Stallers.reader(target), target, 30, 5, step, random.nextLong()),
                    new Attack("speakers", Stallers.speaker(target, 500_000), target, 2, 1, step, random.nextLong()));
            pause(10_000);
            attacks.forEach(Attack::close);
        }
    };

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** One by chance, each by its weight. */
    static Fault next(Random random) {
        int sum = 0;
        for (Fault fault : values()) {
            sum += fault.weight;
        }
        int at = random.nextInt(sum);
        for (Fault fault : values()) {
            at -= fault.weight;
            if (at < 0) {
                return fault;
            }
        }
        throw new AssertionError();
    }

    /** Makes it happen; the same random numbers do the same. */
    abstract void happen(Cluster cluster, FaultLedger ledger, Random random) throws IOException, InterruptedException;

    private static void pause(int millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
