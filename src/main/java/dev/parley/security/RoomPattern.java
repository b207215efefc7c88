package dev.parley.security;

import java.util.List;

/**
 * A pattern of room names. {@code *} stands for any number of characters, including none; every other character stands
 * for itself. A match costs at most one pass over the name, however many stars there are: each literal between two
 * stars is matched at its first occurrence, without backtracking.
 */
final class RoomPattern {

    private final List<String> literals;

    private RoomPattern(List<String> literals) {
        this.literals = literals;
    }

    static RoomPattern parse(String pattern) {
        return new RoomPattern(List.of(pattern.split("\\*", -1)));
    }

    /** Whether all of {@code room} matches. */
    boolean matches(String room) {
        String head = literals.get(0);
        if (literals.size() == 1) {
            return room.equals(head);
        }
        String tail = literals.get(literals.size() - 1);
        int end = room.length() - tail.length();
        if (end < head.length() || !room.startsWith(head) || !room.endsWith(tail)) {
            return false;
        }
        int from = head.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int at = room.indexOf(literal, from);
            if (at < 0 || at + literal.length() > end) {
                return false;
            }
            from = at + literal.length();
        }
        return true;
    }
}
