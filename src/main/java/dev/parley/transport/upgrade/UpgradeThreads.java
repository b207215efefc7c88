package dev.parley.transport.upgrade;

import dev.parley.engine.Timers;
import java.util.concurrent.Executor;

/**
 * What serves upgraded connections beside the container's threads.
 *
 * @param closers close connections, which may take a moment; must not be threads of the container
 * @param readers read on from connections whose reading was stopped for a while; not threads that others wait for
 * @param timers end the wait for a client
 * @param loops read from connections, where that is possible
 */
public record UpgradeThreads(Executor closers, Executor readers, Timers timers, ReadLoopGroup loops) {}
