package dev.parley.events.declaration;

import java.util.List;

/** Beans declare what cannot work. */
public final class DeclarationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** Takes all faults. Each is one line that names class, method and remedy. */
    public DeclarationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, one line each. */
    public List<String> faults() {
        return faults;
    }
}
