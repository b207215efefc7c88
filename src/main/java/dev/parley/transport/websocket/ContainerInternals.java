package dev.parley.transport.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The internals of one container. They are looked up with the first session; if they are not as expected, they are not
 * used any more, and a warning says what that costs. Thread-safe.
 *
 * @param <T> the members that have been looked up
 */
final class ContainerInternals<T> {

    private static final Logger LOG = System.getLogger(ContainerInternals.class.getName());

    /** Looks up the internals from a session. */
    @FunctionalInterface
    interface Look<T> {
        /**
         * Looks them up.
         *
         * @throws UnsupportedOperationException if the container's transport does not have them
         */
        T at(Session session) throws ReflectiveOperationException;
    }

    /** Creates what uses the internals. */
    @FunctionalInterface
    interface Make<T, R> {
        R with(T internals) throws ReflectiveOperationException;
    }

    private final Look<T> look;
    private final String ifDifferent;
    private final String ifUnsupported;
    private volatile T internals;
    private volatile boolean different;
    private volatile boolean unsupported;

    /**
     * Creates internals that have not been looked up.
     *
     * @param ifDifferent the warning if they are not as expected
     * @param ifUnsupported the warning if the container's transport does not have them
     */
    ContainerInternals(Look<T> look, String ifDifferent, String ifUnsupported) {
        this.look = look;
        this.ifDifferent = ifDifferent;
        this.ifUnsupported = ifUnsupported;
    }

    /** Whether the container's transport does not have the internals. */
    boolean isUnsupported() {
        return unsupported;
    }

    /** Returns what is made of a session's internals; null if they cannot be used. */
    <R> R use(Session session, Make<T, R> make) {
        if (different) {
            return null;
        }
        try {
            if (internals == null) {
                internals = look.at(session);
            }
            return make.with(internals);
        } catch (UnsupportedOperationException e) {
            different = true;
            unsupported = true;
            LOG.log(Level.WARNING, ifUnsupported);
            return null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            different = true;
            LOG.log(Level.WARNING, ifDifferent, e);
            return null;
        }
    }
}
