package dev.parley.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
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
 * Publishes meters at the server's {@code /metrics}, under the names that they have elsewhere. All of them are gauges
 * there, because a counter of MicroProfile Metrics cannot read its value from elsewhere; a histogram becomes two
 * gauges, its count and its sum. All applications of a server share one registry, so each meter has a tag that names
 * its application.
 *
 * <p>The registry is looked up and not injected: a server may have the API and no registry, and then nothing is
 * published.
 */
@ApplicationScoped
public class MicroProfilePublisher implements MeterPublisher {

    private static final String APPLICATION = "context_root";

    @Inject
    private Instance<MetricRegistry> registries;

    private final List<MetricID> published = new CopyOnWriteArrayList<>();
    private volatile MetricRegistry registry;
    private volatile String application;

    /** For the container. */
    public MicroProfilePublisher() {}

    MicroProfilePublisher(Instance<MetricRegistry> registries) {
        this.registries = registries;
    }

    @Override
    public void publish(Collection<Meter> meters, String contextRoot) {
        if (registries.isResolvable()) {
            registry = registries.get();
            application = contextRoot;
            meters.forEach(this::publish);
        }
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
        List<Tag> tags = new ArrayList<>(List.of(new Tag(APPLICATION, application)));
        labels.forEach((label, value) -> tags.add(new Tag(label, value)));
        Tag[] all = tags.toArray(Tag[]::new);
        Metadata metadata = Metadata.builder()
                .withName(name)
                .withDescription(help)
                .withUnit(MetricUnits.NONE)
                .build();
        MetricID id = new MetricID(name, all);
        // A meter that an application at the same context root has left behind would be shown for ever in place of this
        // one.
        registry.remove(id);
        published.add(id);
        registry.gauge(metadata, source::get, all);
    }

    @Override
    public void withdraw() {
        published.forEach(id -> registry.remove(id));
        published.clear();
    }
}
