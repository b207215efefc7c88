package dev.parley.app;

import dev.parley.admission.DrainingGuard;
import dev.parley.engine.EngineServer;
import dev.parley.health.DataSourcePing;
import dev.parley.health.DatabaseCheck;
import dev.parley.health.NodeReadiness;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The part of the node that tells its health. Made once, by the thread that starts the node. */
final class HealthComponents {

    /** Load balancers do not wait long for an answer either. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);

    private HealthComponents() {}

    /**
     * Makes what tells whether the node is alive and ready.
     *
     * @param rooms the number of rooms of the node
     * @param dataSource the JNDI name of the database that the node needs; empty if it needs none
     */
    static NodeReadiness readiness(
            DrainingGuard draining,
            EngineServer engine,
            IntSupplier rooms,
            NodeThreads threads,
            ClusterComponents cluster,
            Optional<String> dataSource,
            Clock wall) {
        return new NodeReadiness(
                new RunningNode(draining, engine, rooms, threads),
                cluster.redis(),
                dataSource.map(name -> databaseCheck(name, threads)),
                wall);
    }

    private static DatabaseCheck databaseCheck(String dataSource, NodeThreads threads) {
        return new DatabaseCheck(
                new DataSourcePing(dataSource, DATABASE_PATIENCE),
                threads.databaseChecks(),
                DATABASE_PATIENCE,
                threads.clock()::nanos);
    }
}
