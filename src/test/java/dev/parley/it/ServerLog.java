package dev.parley.it;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Failures in a server's log, in whatever form the server has for them. */
final class ServerLog {

    private static final Pattern EXCEPTION = Pattern.compile("^(Caused by: )?([a-z]\\w*\\.)+\\w*(Exception|Error)\\b");
    private static final Pattern OURS =
            Pattern.compile("\\b(SEVERE|ERROR|WARN|WARNING)\\b.*\\bdev\\.parley\\b|\\bincident\\b");
    private static final String OUR_CODE = "at dev.parley.";
    /** In a stack trace: who calls what has failed is in the first lines, and a filter of ours is below everything. */
    private static final int FRAMES = 4;

    private ServerLog() {}

    /** What Parley tells of, and exceptions in what it has called. */
    static List<String> failuresOfParley(String log) {
        List<String> lines = log.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> OURS.matcher(lines.get(i)).find()
                        || EXCEPTION.matcher(lines.get(i).strip()).find() && isOfParley(lines, i))
                .mapToObj(lines::get)
                .toList();
    }

    private static boolean isOfParley(List<String> lines, int exception) {
        return lines.subList(exception + 1, Math.min(lines.size(), exception + 1 + FRAMES)).stream()
                .anyMatch(line -> line.strip().startsWith(OUR_CODE));
    }

    /** The number of exceptions with a stack trace in the log, of Parley or of the server. */
    static long exceptions(String log) {
        return log.lines()
                .filter(line -> EXCEPTION.matcher(line.strip()).find())
                .count();
    }
}
