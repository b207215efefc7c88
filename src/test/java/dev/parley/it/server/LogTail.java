package dev.parley.it.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the warnings and errors of a log that a server is writing, in the format of any of the servers. For one thread. The
 * file stays open as long as the virtual machine runs.
 */
final class LogTail {

    /** What a record begins with: a time, or a level or time in brackets. */
    private static final Pattern RECORD = Pattern.compile("(\\[|\\d\\d:\\d\\d).*");

    /** In the first part of a record, because a message may have such words as well. */
    private static final Pattern WARNING = Pattern.compile("^.{0,90}?\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b");

    /** The ten words of Payara's records before the message, of which a person needs the level and the logger. */
    private static final Pattern PAYARA =
            Pattern.compile("^\\[[^]]*] \\[[^]]*] \\[(\\w+)] \\[[^]]*] \\[([^]]*)] \\[tid: .*?\\[levelValue: \\d+] ");

    /** Where Payara begins a new line for the message. */
    private static final String MESSAGE_FOLLOWS = "[[";

    /** What a terminal shows as a colour. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final InputStream file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private String head = "";

    /** Reads from the beginning of a file, which exists. */
    LogTail(Path log) throws IOException {
        file = Files.newInputStream(log);
    }

    /**
     * The warnings and errors that have been written since the last call, a line for each: without colours, and without
     * stack traces, which are in the file.
     */
    List<String> warnings() throws IOException {
        List<String> warnings = new ArrayList<>();
        for (String line : lines()) {
            if (line.chars().noneMatch(Character::isLetterOrDigit)) {
                continue;
            }
            String record = head + line.strip();
            head = "";
            if (RECORD.matcher(record).matches() && WARNING.matcher(record).find()) {
                if (record.endsWith(MESSAGE_FOLLOWS)) {
                    head = record.substring(0, record.length() - MESSAGE_FOLLOWS.length());
                } else {
                    warnings.add(PAYARA.matcher(record).replaceFirst("$1 $2: "));
                }
            }
        }
        return warnings;
    }

    /** The lines that are complete by now. */
    private List<String> lines() throws IOException {
        begun.write(file.readAllBytes());
        byte[] bytes = begun.toByteArray();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        begun.reset();
        begun.write(bytes, end, bytes.length - end);
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return COLOUR.matcher(text).replaceAll("").lines().toList();
    }
}
