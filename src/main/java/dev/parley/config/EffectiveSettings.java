package dev.parley.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Every setting that this node has read, with the value in force; for people.
 *
 * @param all the settings in the order of reading, which keeps related settings together
 */
public record EffectiveSettings(List<EffectiveSetting> all) {

    /** Keeps a copy of the list. */
    public EffectiveSettings {
        all = List.copyOf(all);
    }

    /** One line for each setting, for the log. */
    @Override
    public String toString() {
        return all.stream().map(EffectiveSetting::toString).collect(Collectors.joining("\n  ", "  ", ""));
    }
}
