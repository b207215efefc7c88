package dev.parley.events.emit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns, once for each event of a namespace, when an event is sent that no bean declares with {@code @Emits}. This is for
 * development: the types for the front end do not contain such an event. Thread-safe.
 */
public final class UndeclaredEvents {

    /** Warns of nothing. */
    public static final UndeclaredEvents IGNORED = new UndeclaredEvents(Map.of());

    private static final Logger LOG = System.getLogger(UndeclaredEvents.class.getName());

    /** An application may make up names without end. */
    private static final int MAX_WARNINGS = 1_000;

    private final Map<String, Set<String>> declared;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Watches some namespaces.
     *
     * @param declared for the name or pattern of each namespace the events that it declares
     */
    public UndeclaredEvents(Map<String, Set<String>> declared) {
        this.declared = Map.copyOf(declared);
    }

    /** An event is sent in a namespace, whose name, or pattern, is as it was declared. */
    void sent(String namespace, String event) {
        Set<String> events = declared.get(namespace);
        if (events != null
                && !events.contains(event)
                && warned.size() < MAX_WARNINGS
                && warned.add(namespace + ' ' + event)) {
            LOG.log(
                    Level.WARNING,
                    "The event {0} is sent in {1} and not declared there; add @Emits(event = \"{0}\") to the bean",
                    event,
                    namespace);
        }
    }
}
