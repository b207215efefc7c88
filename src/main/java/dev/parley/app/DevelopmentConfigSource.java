package dev.parley.app;

import dev.parley.config.SettingSource;
import dev.parley.security.DevelopmentKeys;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tells the server's MicroProfile JWT of the key of development mode, so that the HTTP side believes the tokens that the
 * sockets believe. Some servers ask before the application starts, and once: the key is made when it is asked for first,
 * by whomever, and is one for as long as the application is loaded.
 *
 * <p>Without {@code PARLEY_DEV_MODE=true} in the environment or the system properties it has nothing to say. Other sources
 * of configuration cannot be asked from inside of one.
 */
public final class DevelopmentConfigSource implements ConfigSource {

    /** Turns development mode on. */
    static final String SWITCH = "PARLEY_DEV_MODE";

    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String LOCATION_VARIABLE = "MP_JWT_VERIFY_PUBLICKEY_LOCATION";

    /** Made when it is asked for first; see the class initialization of the JVM. */
    private static final class Lazy {
        private static final DevelopmentKeys KEYS = new DevelopmentKeys(Clock.systemUTC());
        private static final Map<String, String> VALUES =
                Map.of("mp.jwt.verify.publickey", KEYS.publicKeyPem(), "mp.jwt.verify.issuer", DevelopmentKeys.ISSUER);

        private Lazy() {}
    }

    private final boolean developing;

    /** For the service loader. */
    public DevelopmentConfigSource() {
        this(System.getProperty(SWITCH), System.getenv(SWITCH), isSet(LOCATION, LOCATION_VARIABLE));
    }

    private static boolean isSet(String property, String variable) {
        return System.getProperty(property) != null || System.getenv(variable) != null;
    }

    /**
     * @param keyElsewhere whether somebody has set the location of a key: together with a key, some servers refuse the
     *     application before it can say in its own words that neither goes with development mode
     */
    DevelopmentConfigSource(String property, String variable, boolean keyElsewhere) {
        String value = property == null ? variable : property;
        this.developing = value != null && value.strip().equals("true") && !keyElsewhere;
    }

    /** The keys of development mode. */
    static DevelopmentKeys keys() {
        return Lazy.KEYS;
    }

    private Map<String, String> values() {
        return developing ? Lazy.VALUES : Map.of();
    }

    @Override
    public Set<String> getPropertyNames() {
        return values().keySet();
    }

    @Override
    public String getValue(String name) {
        // Config asks for every name there is: the key need not be made for the others.
        return name.startsWith("mp.jwt.verify.") ? values().get(name) : null;
    }

    @Override
    public String getName() {
        return SettingSource.OF_DEVELOPMENT;
    }

    @Override
    public int getOrdinal() {
        // Below all others: what a deployer sets is seen, and refused in this mode.
        return 0;
    }
}
