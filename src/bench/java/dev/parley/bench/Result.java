package dev.parley.bench;

import dev.parley.bench.load.Measurement;

/**
 * One measurement of one peer.
 *
 * @param peer its name
 * @param workload what was done
 * @param round from 1
 * @param measurement what came of it
 */
record Result(String peer, Workload workload, int round, Measurement measurement) {}
