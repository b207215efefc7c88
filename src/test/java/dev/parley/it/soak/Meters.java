package dev.parley.it.soak;

import dev.parley.it.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What a node tells of itself, in the text format of Prometheus. */
final class Meters {

    private final HttpRequest.Builder request;

    Meters(Target target) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + "/api/metrics"))
                .header("Accept", "text/plain")
                .header("Authorization", "Bearer " + target.token("prometheus", "metrics"));
    }

    /** All of them now. */
    Reading read() {
        HttpResponse<String> answer = Http.send(request.copy());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no meters: " + answer.statusCode() + " " + answer.body());
        }
        return new Reading(answer.body());
    }

    /**
     * What was read at one time.
     *
     * @param text as it came
     */
    record Reading(String text) {

        /** The sum of the series whose name and labels begin so. */
        long sum(String beginning) {
            return (long) text.lines()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        /** Open sessions, of both transports. */
        long sessions() {
            return sum("parley_connections{");
        }

        /** The bytes that both budgets say are used. */
        long budgeted() {
            return sum("parley_send_budget_used_bytes") + sum("parley_receive_budget_used_bytes");
        }

        /** Connections that have been given up and are still there. */
        long closing() {
            return sum("parley_connections_closing");
        }

        /** How many sessions have ended for a reason. */
        long closed(String reason) {
            return sum("parley_connections_closed_total{reason=\"" + reason + "\"}");
        }

        /** How many sessions have ended, by reason. */
        List<String> closings() {
            return text.lines()
                    .filter(line -> line.startsWith("parley_connections_closed_total{") && !line.endsWith(" 0.0"))
                    .toList();
        }

        /** Whether this number of sessions is open, and nothing is left of sessions that have ended. */
        boolean isAtRest(int expected) {
            return budgeted() == 0 && closing() == 0 && sessions() == expected;
        }

        @Override
        public String toString() {
            return sessions() + " sessions, " + budgeted() + " bytes budgeted, " + closing() + " closing";
        }
    }
}
