package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class MicroProfilePublisherTest {

    /** The one registry of a server: like the real ones it keeps what was registered first under an id. */
    private final Map<MetricID, Supplier<?>> registered = new LinkedHashMap<>();

    private final MetricRegistry registry = fake(MetricRegistry.class, (proxy, called, arguments) -> {
        switch (called.getName()) {
            case "gauge" ->
                registered.putIfAbsent(
                        new MetricID(((Metadata) arguments[0]).getName(), (Tag[]) arguments[2]),
                        (Supplier<?>) arguments[1]);
            case "remove" -> {
                return registered.remove((MetricID) arguments[0]) != null;
            }
            default -> throw new UnsupportedOperationException(called.getName());
        }
        return null;
    });

    private static List<Meter> rooms(double number) {
        return List.of(new Meter.Gauge("parley_rooms", "Rooms", List.of(Series.only(() -> number))));
    }

    private MicroProfilePublisher application() {
        return new MicroProfilePublisher(instance(true));
    }

    private Object value(String contextRoot) {
        Supplier<?> gauge = registered.get(new MetricID("parley_rooms", new Tag("context_root", contextRoot)));
        return gauge == null ? null : gauge.get();
    }

    @Test
    void eachOfTwoApplicationsInAServerShowsItsOwnMeters() {
        application().publish(rooms(1), "/one");
        application().publish(rooms(2), "/two");

        assertThat(value("/one")).isEqualTo(1.0);
        assertThat(value("/two")).isEqualTo(2.0);
    }

    @Test
    void whoGoesLeavesTheMetersOfTheOther() {
        MicroProfilePublisher one = application();
        one.publish(rooms(1), "/one");
        application().publish(rooms(2), "/two");

        one.withdraw();

        assertThat(value("/one")).isNull();
        assertThat(value("/two")).isEqualTo(2.0);
    }

    @Test
    void whatAnEarlierApplicationAtTheSamePlaceHasLeftIsReplaced() {
        application().publish(rooms(1), "/one");

        application().publish(rooms(2), "/one");

        assertThat(value("/one")).isEqualTo(2.0);
    }

    @Test
    void withoutARegistryNothingIsShownAndNothingFails() {
        MicroProfilePublisher publisher = new MicroProfilePublisher(instance(false));

        publisher.publish(rooms(1), "/");
        publisher.withdraw();

        assertThat(registered).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private Instance<MetricRegistry> instance(boolean resolvable) {
        return fake(Instance.class, (proxy, called, arguments) -> switch (called.getName()) {
            case "isResolvable" -> resolvable;
            case "get" -> registry;
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
