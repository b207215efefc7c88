package dev.parley.events.document;

import java.util.HashSet;
import java.util.Set;

/** Gives names that are wanted, with a number if they are taken. Not thread-safe. */
final class UniqueNames {

    private final Set<String> taken = new HashSet<>();
    private final String separator;

    /** @param separator stands between a name and its number */
    UniqueNames(String separator) {
        this.separator = separator;
    }

    /** The wanted name, or the first free one of those with a number from 2 on. */
    String of(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + separator + number;
        }
        return name;
    }
}
