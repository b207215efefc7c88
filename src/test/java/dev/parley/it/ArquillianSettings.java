package dev.parley.it;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What arquillian.xml says of the {@link ArquillianServer}. */
public final class ArquillianSettings implements ContainerConfiguration {

    private String settings = "";

    /**
     * Called by Arquillian.
     *
     * @param settings of the application: {@code NAME=value}, with white space between them and none in them
     */
    public void setSettings(String settings) {
        this.settings = settings;
    }

    /** The settings of the application, and what lets it believe the test's issuer. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        all().forEach(setting -> {
            int equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        });
        return environment;
    }

    @Override
    public void validate() {
        if (!all().allMatch(setting -> setting.indexOf('=') > 0)) {
            throw new IllegalArgumentException("a setting is NAME=value: " + settings);
        }
    }

    private Stream<String> all() {
        return Stream.of(settings.split("\\s+")).filter(setting -> !setting.isEmpty());
    }
}
