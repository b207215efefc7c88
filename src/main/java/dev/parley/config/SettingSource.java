package dev.parley.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Finds the value of one setting at a time, with the name of the place that the value comes from. */
@FunctionalInterface
public interface SettingSource {

    /**
     * A value as somebody has set it.
     *
     * @param text the value, expressions in it replaced
     * @param source the name of the {@code ConfigSource} that has the value, as the server calls it
     */
    record Given(String text, String source) {}

    /**
     * The name of the source that gives the server the key of development mode. Its values are for the server; nobody
     * has configured them.
     */
    String OF_DEVELOPMENT = "Parley's development mode";

    /**
     * The name of the source that keeps the server from verifying tokens itself; nobody has configured its values
     * either.
     */
    String FOR_CONTAINER = "Parley's word to the server";

    /** The value that is set for a name; empty if none is. */
    Optional<Given> find(String name);

    /** The sources of MicroProfile Config, in their order. */
    static SettingSource of(Config config) {
        return name -> {
            ConfigValue found = config.getConfigValue(name);
            if (FOR_CONTAINER.equals(found.getSourceName())) {
                return below(config, name);
            }
            return Optional.ofNullable(found.getValue())
                    .filter(text -> !OF_DEVELOPMENT.equals(found.getSourceName()))
                    .map(text -> new Given(text, nameOf(found)));
        };
    }

    /** The value that the deployer has set in another source than our own; expressions in it are not replaced. */
    private static Optional<Given> below(Config config, String name) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = FOR_CONTAINER.equals(source.getName()) ? null : source.getValue(name);
            if (value != null) {
                return Optional.of(new Given(value, source.getName()));
            }
        }
        return Optional.empty();
    }

    private static String nameOf(ConfigValue found) {
        return found.getSourceName() == null ? "unnamed" : found.getSourceName();
    }
}
