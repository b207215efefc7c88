package dev.parley.app.development;

import dev.parley.config.SettingSource;
import dev.parley.security.DevelopmentKeys;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the key of development mode to the server's MicroProfile JWT, so that the server accepts the tokens that the
 * sockets accept. Some servers read the configuration only once, before the application starts. So the key is created
 * when it is first read, by any caller, and stays the same while the application is loaded. With Redis on this machine
 * it may be the key of other nodes, see {@link SharedDevelopmentKeys}.
 *
 * <p>Without {@code PARLEY_DEV_MODE=true} in the environment or the system properties, this source has no values. A
 * configuration source cannot read other sources.
 */
public final class DevelopmentConfigSource implements ConfigSource {

    /** The setting that turns development mode on. */
    static final String SWITCH = "PARLEY_DEV_MODE";

    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String LOCATION_VARIABLE = "MP_JWT_VERIFY_PUBLICKEY_LOCATION";

    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String ISSUER = "mp.jwt.verify.issuer";

    /** Creates the keys when they are first used. The class initialization of the JVM makes this thread-safe. */
    private static final class Lazy {
        private static final SharedDevelopmentKeys KEYS =
                SharedDevelopmentKeys.obtain(DevelopmentConfigSource::setting, Clock.systemUTC());
        private static final String PEM = KEYS.keys().publicKeyPem();

        private Lazy() {}
    }

    private final boolean developing;

    /** Called by the service loader. */
    public DevelopmentConfigSource() {
        this(System.getProperty(SWITCH), System.getenv(SWITCH), isSet(LOCATION, LOCATION_VARIABLE));
    }

    private static boolean isSet(String property, String variable) {
        return System.getProperty(property) != null || System.getenv(variable) != null;
    }

    /** A setting from the system properties or the environment; a configuration source can read no others. */
    private static Optional<String> setting(String name) {
        String property = System.getProperty(name);
        return Optional.ofNullable(property == null ? System.getenv(name) : property)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * @param keyElsewhere whether the location of a key is set. If both a location and a key were set, some servers
     *     would refuse the application before Parley can report that development mode allows neither
     */
    DevelopmentConfigSource(String property, String variable, boolean keyElsewhere) {
        String value = property == null ? variable : property;
        this.developing = value != null && value.strip().equals("true") && !keyElsewhere;
    }

    /** The keys of development mode. */
    public static SharedDevelopmentKeys keys() {
        return Lazy.KEYS;
    }

    @Override
    public Set<String> getPropertyNames() {
        return developing ? Set.of(KEY, ISSUER) : Set.of();
    }

    @Override
    public String getValue(String name) {
        if (!developing) {
            return null;
        }
        // Config reads every name from this source; the key is created only for its own name.
        return switch (name) {
            case KEY -> Lazy.PEM;
            case ISSUER -> DevelopmentKeys.ISSUER;
            default -> null;
        };
    }

    @Override
    public String getName() {
        return SettingSource.OF_DEVELOPMENT;
    }

    @Override
    public int getOrdinal() {
        // Lower than all other sources: a value that a deployer sets stays visible, so that Parley can refuse it in
        // this mode.
        return 0;
    }
}
