package dev.parley.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Every setting that this node has read, as it is in force; for people.
 *
 * @param all in the order of reading, which puts together what belongs together
 */
public record EffectiveSettings(List<EffectiveSetting> all) {

    /** Keeps a copy of the list. */
    public EffectiveSettings {
        all = List.copyOf(all);
    }

    /** A line for each, for the log. */
    @Override
    public String toString() {
        return all.stream().map(EffectiveSetting::toString).collect(Collectors.joining("\n  ", "  ", ""));
    }
}
