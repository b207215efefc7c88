package dev.parley.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Meters in the text format of Prometheus, version 0.0.4. */
public final class PrometheusText {

    /** The media type of the format. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String TOTAL = "_total";

    private PrometheusText() {}

    /** Writes the present values of the meters and the figures, in UTF-8; the stream is left open. */
    public static void write(Collection<Meter> meters, ProcessFigures process, OutputStream out) throws IOException {
        write(meters, process.snapshots(), out);
    }

    /** Writes the present values of the meters, in UTF-8; the stream is left open. */
    static void write(Collection<Meter> meters, OutputStream out) throws IOException {
        write(meters, List.of(), out);
    }

    private static void write(Collection<Meter> meters, List<MetricSnapshot> others, OutputStream out)
            throws IOException {
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        meters.forEach(meter -> snapshots.metricSnapshot(snapshot(meter)));
        others.forEach(snapshots::metricSnapshot);
        PrometheusTextFormatWriter.create().write(out, snapshots.build(), EscapingScheme.DEFAULT);
    }

    private static MetricSnapshot snapshot(Meter meter) {
        if (meter instanceof Meter.Counter counter) {
            return snapshot(counter);
        }
        return meter instanceof Meter.Gauge gauge ? snapshot(gauge) : snapshot((Meter.Histogram) meter);
    }

    private static MetricSnapshot snapshot(Meter.Counter counter) {
        // The library appends the suffix.
        String name = counter.name().substring(0, counter.name().length() - TOTAL.length());
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(counter.help());
        counter.series()
                .forEach(series -> snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels(series.labels()))
                        .value(series.source().getAsLong())
                        .build()));
        return snapshot.build();
    }

    private static MetricSnapshot snapshot(Meter.Gauge gauge) {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(gauge.name()).help(gauge.help());
        gauge.series()
                .forEach(series -> snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels(series.labels()))
                        .value(series.source().getAsDouble())
                        .build()));
        return snapshot.build();
    }

    private static MetricSnapshot snapshot(Meter.Histogram histogram) {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(histogram.name()).help(histogram.help());
        histogram
                .series()
                .forEach(series -> snapshot.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(labels(series.labels()))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                series.source().upperBounds(), series.source().counts()))
                        .sum(series.source().seconds())
                        .build()));
        return snapshot.build();
    }

    private static Labels labels(Map<String, String> labels) {
        Labels.Builder all = Labels.builder();
        labels.forEach(all::label);
        return all.build();
    }
}
