package dev.parley.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A script that Redis runs as one atomic step; its text comes from files. The whole text, some
 * kilobytes at most, is sent with each call. Redis finds the compiled script by its text, and no restart or failover of
 * Redis can make the script unknown.
 */
public final class LuaScript {

    private static final String REFUSED = "can't run this command";
    private static final Pattern LINE = Pattern.compile("@user_script: ?(\\d{1,6})");
    private static final Pattern CALL = Pattern.compile("redis\\.call\\('([A-Z]+)'");

    private final String text;

    private LuaScript(String text) {
        this.text = text;
    }

    /** The script of these files, one after the other, which are beside a class. */
    public static LuaScript of(Class<?> neighbour, String... files) {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(read(neighbour, file));
        }
        return new LuaScript(all.toString());
    }

    /** The text of the script. */
    public String text() {
        return text;
    }

    /**
     * A failure of this script, with the name of the command if Redis has refused one: Redis says only in which line it
     * is.
     */
    public JedisDataException explained(JedisDataException failure) {
        String said = String.valueOf(failure.getMessage());
        Matcher place = LINE.matcher(said);
        if (!said.contains(REFUSED) || !place.find()) {
            return failure;
        }
        String commands = commandsIn(Integer.parseInt(place.group(1)));
        return commands.isEmpty()
                ? failure
                : new JedisDataException("no permission to run the '" + commands + "' command in a script", failure);
    }

    /** The commands that the script calls in one of its lines, from 1. */
    private String commandsIn(int line) {
        return text.lines()
                .skip(line - 1)
                .limit(1)
                .flatMap(code -> CALL.matcher(code).results())
                .map(call -> call.group(1).toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(" or +"));
    }

    private static String read(Class<?> neighbour, String file) {
        try (InputStream in = neighbour.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no such script: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
