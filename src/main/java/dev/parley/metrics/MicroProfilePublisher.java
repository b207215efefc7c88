package dev.parley.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows meters at the server's {@code /metrics}, under the names that they have elsewhere. They are all gauges there,
 * because MicroProfile Metrics lets nobody else do the counting; of histograms there are count and sum.
 */
@ApplicationScoped
public class MicroProfilePublisher implements MeterPublisher {

    @Inject
    private MetricRegistry registry;

    private final List<MetricID> published = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Collection<Meter> meters) {
        meters.forEach(this::publish);
    }

    private void publish(Meter meter) {
        if (meter instanceof Meter.Counter counter) {
            counter.series()
                    .forEach(series -> gauge(
                            meter.name(),
                            meter.help(),
                            series.labels(),
                            () -> series.source().getAsLong()));
        } else if (meter instanceof Meter.Gauge gauge) {
            gauge.series()
                    .forEach(series -> gauge(
                            meter.name(),
                            meter.help(),
                            series.labels(),
                            () -> series.source().getAsDouble()));
        } else if (meter instanceof Meter.Histogram histogram) {
            histogram.series().forEach(series -> {
                gauge(meter.name() + "_count", meter.help(), series.labels(), series.source()::count);
                gauge(meter.name() + "_sum", meter.help(), series.labels(), series.source()::seconds);
            });
        }
    }

    private void gauge(String name, String help, Map<String, String> labels, Supplier<? extends Number> source) {
        Tag[] tags = labels.entrySet().stream()
                .map(label -> new Tag(label.getKey(), label.getValue()))
                .toArray(Tag[]::new);
        Metadata metadata = Metadata.builder()
                .withName(name)
                .withDescription(help)
                .withUnit(MetricUnits.NONE)
                .build();
        published.add(new MetricID(name, tags));
        registry.gauge(metadata, source::get, tags);
    }

    @Override
    public void withdraw() {
        published.forEach(registry::remove);
        published.clear();
    }
}
