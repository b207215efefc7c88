package dev.parley.it;

/**
 * How often tests repeat what fails now and then. Usually as often as it takes to find a fault of the kind that they were
 * written for; with {@code -Psoak} often enough to find one that is rarer.
 */
final class Soak {

    private static final boolean SOAK = Boolean.getBoolean("parley.soak");

    private Soak() {}

    /** One of the two numbers of rounds. */
    static int rounds(int usual, int soak) {
        return SOAK ? soak : usual;
    }
}
