package dev.parley.security;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any pattern, room and rules (a line each): a pattern matches what the textbook's table says. */
public final class RoomRulesTarget {

    private static final int SHORT = 200;

    private RoomRulesTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<String> lines = input.split('\n', 3).stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
        Cost.bounded(input.bytes().length, () -> check(lines));
    }

    private static void check(List<String> lines) {
        String pattern = lines.get(0);
        String room = lines.size() > 1 ? lines.get(1) : pattern;
        boolean matches = RoomPattern.parse(pattern).matches(room);
        if (pattern.length() < SHORT && room.length() < SHORT && matches != table(pattern, room)) {
            throw new AssertionError("another match");
        }
        try {
            RoomRules.parse(lines.get(lines.size() - 1));
        } catch (IllegalArgumentException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line");
            }
        }
    }

    private static boolean table(String pattern, String room) {
        boolean[] row = new boolean[room.length() + 1];
        row[0] = true;
        for (char c : pattern.toCharArray()) {
            boolean[] next = new boolean[room.length() + 1];
            for (int i = 0; i <= room.length(); i++) {
                next[i] = c == '*' ? row[i] || i > 0 && next[i - 1] : i > 0 && row[i - 1] && room.charAt(i - 1) == c;
            }
            row = next;
        }
        return row[room.length()];
    }
}
