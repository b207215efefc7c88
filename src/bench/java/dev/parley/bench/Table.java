package dev.parley.bench;

import dev.parley.bench.load.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The medians as Markdown, for the eye and for the documentation: a table for each workload. */
final class Table {

    private static final String REFERENCE = "node";

    private final List<Summary> summaries;

    Table(List<Result> results) {
        summaries = Summary.of(results);
    }

    /** The tables, with the facts about the run in front of them. */
    String markdown(Map<String, String> environment, Map<String, String> versions) {
        StringBuilder text = new StringBuilder();
        environment.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        versions.forEach((name, value) ->
                text.append("- `").append(name).append("`: ").append(value).append('\n'));
        for (Workload workload : Workload.all()) {
            List<Summary> rows = summaries.stream()
                    .filter(summary -> summary.workload() == workload)
                    .toList();
            if (!rows.isEmpty()) {
                text.append("\n### (").append(workload.id()).append(") ").append(workload.title());
                text.append("\n\n");
                rows(workload, rows)
                        .forEach(row -> text.append("| ")
                                .append(String.join(" | ", row))
                                .append(" |\n"));
            }
        }
        return text.toString();
    }

    private List<List<String>> rows(Workload workload, List<Summary> ofWorkload) {
        List<List<String>> rows = new ArrayList<>();
        List<String> columns = switch (workload) {
            case D -> List.of("B live per connection", "B resident per connection");
            case FAULTS -> List.of("per s", "server µs", "p50 ms", "p99 ms", "stalled gone after s", "MB live", "lost");
            case G ->
                List.of(
                        "per s",
                        "server µs",
                        "× node",
                        "redis µs",
                        "generator µs",
                        "p50 ms",
                        "p99 ms",
                        "lost",
                        "undelivered",
                        "disorder");
            default -> List.of("per s", "server µs", "× node", "generator µs", "p50 ms", "p99 ms", "lost", "disorder");
        };
        List<String> head = new ArrayList<>(List.of("phase", "peer"));
        head.addAll(columns);
        rows.add(head);
        rows.add(head.stream().map(column -> "---").toList());
        for (Summary summary : ofWorkload) {
            List<String> row = new ArrayList<>(List.of(summary.median().phase(), summary.peer()));
            columns.forEach(column -> row.add(cell(summary, column)));
            rows.add(row);
        }
        return rows;
    }

    private String cell(Summary summary, String column) {
        Measurement median = summary.median();
        return switch (column) {
            case "per s" -> number(median.figure(Measurement.RATE), 0);
            case "server µs" -> number(median.figure(Measurement.SERVER_CPU), 2);
            case "× node" -> number(median.figure(Measurement.SERVER_CPU) / reference(summary), 2);
            case "redis µs" -> number(median.figure(Measurement.REDIS_CPU), 2);
            case "generator µs" -> number(median.figure(Measurement.GENERATOR_CPU), 2);
            case "p50 ms" -> number(median.figure(Measurement.P50), 2);
            case "p99 ms" -> number(median.figure(Measurement.P99), 2);
            case "stalled gone after s" -> number(median.figure("stalled_gone_s"), 1);
            case "MB live" -> number(median.figure("live_mb"), 1);
            case "B live per connection" -> number(median.figure(Measurement.LIVE), 0);
            case "B resident per connection" -> number(median.figure(Measurement.RESIDENT), 0);
            case "lost" -> number(median.figure(Measurement.LOST), 0);
            case "undelivered" -> number(median.figure(Measurement.UNDELIVERED), 0);
            case "disorder" -> number(median.figure(Measurement.DISORDERED), 0);
            default -> throw new IllegalArgumentException("no such column: " + column);
        };
    }

    private double reference(Summary summary) {
        return summaries.stream()
                .filter(other -> other.peer().equals(REFERENCE) && other.workload() == summary.workload())
                .filter(other -> other.median().phase().equals(summary.median().phase()))
                .mapToDouble(other -> other.median().figure(Measurement.SERVER_CPU))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "–";
    }
}
