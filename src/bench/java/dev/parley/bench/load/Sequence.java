package dev.parley.bench.load;

/**
 * The numbers of the messages that a client has got: each must come once. That they come in order is counted and not
 * demanded, because not every server keeps it, and one that does not is measured all the same.
 */
final class Sequence {

    private int next;
    /** Bit {@code i} is set when {@code next + i} has come; the lowest never is. */
    private long ahead;

    /**
     * A number has come.
     *
     * @return whether it is the one after those that have come in order
     * @throws IllegalStateException if it has come before, or is so far ahead that one is surely lost
     */
    boolean accept(int number) {
        int distance = number - next;
        if (distance < 0 || distance >= Long.SIZE || (ahead >>> distance & 1) != 0) {
            throw new IllegalStateException("a client got message " + number + " while " + next + " was next");
        }
        ahead |= 1L << distance;
        while ((ahead & 1) != 0) {
            ahead >>>= 1;
            next++;
        }
        return distance == 0;
    }

    /** The lowest number that has not come. */
    int next() {
        return next;
    }

    /** Whether a number has come. */
    boolean has(int number) {
        int distance = number - next;
        return distance < 0 || distance < Long.SIZE && (ahead >>> distance & 1) != 0;
    }
}
