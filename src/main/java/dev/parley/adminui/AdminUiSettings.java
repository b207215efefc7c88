package dev.parley.adminui;

import java.util.Objects;
import java.util.Optional;

/**
 * The settings of the Admin UI.
 *
 * @param mode how much it is shown
 * @param readOnly whether it may only look
 * @param account the name and the password that its users may type; empty if only tokens are taken
 */
public record AdminUiSettings(AdminUiMode mode, boolean readOnly, Optional<AdminAccount> account) {

    /** No value may be null. */
    public AdminUiSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(account, "account");
    }

    /** Whether there is a namespace for the UI at all. */
    public boolean isOn() {
        return mode != AdminUiMode.OFF;
    }

    /** Whether single sockets and events are shown. */
    boolean showsAllEvents() {
        return mode == AdminUiMode.DEVELOPMENT;
    }
}
