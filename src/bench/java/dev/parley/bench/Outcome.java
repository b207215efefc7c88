package dev.parley.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What has come of a run so far; tells the one who waits. */
final class Outcome {

    private final List<Result> results = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final PrintStream out;

    Outcome(PrintStream out) {
        this.out = out;
    }

    /** Takes over what was measured before. */
    void continueFrom(List<Result> former) {
        results.addAll(former);
    }

    void measured(Result result) {
        results.add(result);
        out.printf(
                "round %d, %s, (%s) %s%n",
                result.round(),
                result.peer(),
                result.workload().id(),
                result.measurement().json());
    }

    void failed(String peer, String what, int round, Exception cause) {
        failures.add("round " + round + ", " + peer + ", (" + what + ") " + cause.getMessage());
        out.println("FAILED " + failures.get(failures.size() - 1));
    }

    /** As far as they are known now. */
    List<Result> results() {
        return Collections.unmodifiableList(results);
    }

    /** What could not be measured, and why. */
    List<String> failures() {
        return Collections.unmodifiableList(failures);
    }
}
