package dev.parley.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What an input costs, counted and not timed: the bytes that were allocated for it. What copies the rest of a text at each
 * step, or allocates what a text declares, shows there.
 */
public final class Cost {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What any input may cost, however short: some targets set up a server for it. */
    private static final long ANY_INPUT = 4 << 20;

    /**
     * For a byte of input. A value of one byte is an object with its place in a list that has just grown, and most targets
     * work on their input a few times over.
     */
    private static final long PER_BYTE = 2_000;

    private Cost() {}

    /** What may fail in any way. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * Does the work for an input of some length, and fails if it allocates more than in proportion to that: twice, for the first
     * time may have loaded classes.
     */
    public static void bounded(int inputLength, Work work) throws Exception {
        long most = ANY_INPUT + PER_BYTE * inputLength;
        if (allocatedBy(work) > most) {
            long allocated = allocatedBy(work);
            if (allocated > most) {
                throw new AssertionError(allocated + " bytes were allocated for an input of " + inputLength);
            }
        }
    }

    /** Does the work, and tells how many bytes that allocated. */
    public static long allocatedBy(Work work) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
