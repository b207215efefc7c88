package dev.parley.tracing.opentelemetry;

import dev.parley.metrics.DurationHistogram;
import dev.parley.metrics.MeterPublisher;
import dev.parley.metrics.Series;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Publishes meters by OpenTelemetry, under the names that they have elsewhere; they are read when it exports them. A histogram
 * becomes two counters, its count and its sum, because what has been counted already cannot be recorded once more. A server may
 * have the API of spans alone, as Open Liberty with {@code mpTelemetry-1.1}; then nothing is published.
 */
final class OpenTelemetryPublisher implements MeterPublisher {

    /** As by MicroProfile Metrics: the applications of a server may share one OpenTelemetry. */
    private static final String APPLICATION = "context_root";

    private static final Logger LOG = System.getLogger(OpenTelemetryPublisher.class.getName());

    private final OpenTelemetry source;
    private final List<AutoCloseable> published = new CopyOnWriteArrayList<>();
    private volatile String application;

    OpenTelemetryPublisher(OpenTelemetry source) {
        this.source = source;
    }

    @Override
    public void publish(Collection<dev.parley.metrics.Meter> meters, String contextRoot) {
        application = contextRoot;
        try {
            meters.forEach(this::publish);
        } catch (NoClassDefFoundError e) {
            LOG.log(Level.INFO, "Meters are not exported: the server shows applications no metrics of OpenTelemetry.");
        }
    }

    private io.opentelemetry.api.metrics.Meter meter() {
        return source.getMeter(OpenTelemetryTracing.SCOPE);
    }

    private void publish(dev.parley.metrics.Meter meter) {
        String name = meter.name();
        if (meter instanceof dev.parley.metrics.Meter.Counter counter) {
            counter(name, meter.help(), counter.series(), LongSupplier::getAsLong);
        } else if (meter instanceof dev.parley.metrics.Meter.Gauge gauge) {
            gauge(name, meter.help(), gauge.series());
        } else if (meter instanceof dev.parley.metrics.Meter.Histogram histogram) {
            counter(name + "_count", meter.help(), histogram.series(), DurationHistogram::count);
            counter(name + "_sum", meter.help(), histogram.series(), DurationHistogram::seconds);
        }
    }

    private <T> void counter(String name, String help, List<Series<T>> all, ToDoubleFunction<T> value) {
        published.add(meter().counterBuilder(name)
                .ofDoubles()
                .setDescription(help)
                .buildWithCallback(now -> all.forEach(
                        series -> now.record(value.applyAsDouble(series.source()), attributes(series.labels())))));
    }

    private void gauge(String name, String help, List<Series<DoubleSupplier>> all) {
        published.add(meter().gaugeBuilder(name)
                .setDescription(help)
                .buildWithCallback(now ->
                        all.forEach(series -> now.record(series.source().getAsDouble(), attributes(series.labels())))));
    }

    private Attributes attributes(Map<String, String> labels) {
        AttributesBuilder attributes = Attributes.builder().put(APPLICATION, application);
        labels.forEach(attributes::put);
        return attributes.build();
    }

    @Override
    public void withdraw() {
        published.forEach(OpenTelemetryPublisher::close);
        published.clear();
    }

    private static void close(AutoCloseable instrument) {
        try {
            instrument.close();
        } catch (Exception e) {
            throw new IllegalStateException("An instrument cannot be closed", e);
        }
    }
}
