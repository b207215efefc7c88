package dev.parley.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Where values come from, one at a time, with the name of the place. */
@FunctionalInterface
public interface SettingSource {

    /**
     * A value as somebody has set it.
     *
     * @param text the value, expressions in it replaced
     * @param source the name of the {@code ConfigSource} that has it, which is the server's own word for it
     */
    record Given(String text, String source) {}

    /**
     * The name of the source that tells the server of the key of development mode. What it has is for the server: nobody
     * has configured it.
     */
    String OF_DEVELOPMENT = "Parley's development mode";

    /** The value that is set for a name; empty if none is. */
    Optional<Given> find(String name);

    /** The sources of MicroProfile Config, in their order. */
    static SettingSource of(Config config) {
        return name -> {
            ConfigValue found = config.getConfigValue(name);
            return Optional.ofNullable(found.getValue())
                    .filter(text -> !OF_DEVELOPMENT.equals(found.getSourceName()))
                    .map(text -> new Given(text, nameOf(found)));
        };
    }

    private static String nameOf(ConfigValue found) {
        return found.getSourceName() == null ? "unnamed" : found.getSourceName();
    }
}
