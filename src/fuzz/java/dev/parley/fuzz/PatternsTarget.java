package dev.parley.fuzz;

import dev.parley.engine.codec.EngineCodec;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Any text for any regular expression of the house: the first byte chooses which. How often a character is looked at is in
 * proportion to the length, and no stack grows with it.
 */
public final class PatternsTarget {

    private static final int LOOKS_PER_CHARACTER = 40;
    private static final int ANY_TEXT = 4_000;
    private static final List<Pattern> PATTERNS = patterns();

    private PatternsTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Pattern pattern = PATTERNS.get((bytes[0] & 0xff) % PATTERNS.size());
        String input = new Input(bytes).header();
        Counted text = new Counted(input.substring(1), new int[1]);
        pattern.matcher(text).matches();
        if (text.looks[0] > ANY_TEXT + LOOKS_PER_CHARACTER * text.length()) {
            throw new AssertionError(text.looks[0] + " looks at " + text.length() + " characters by " + pattern);
        }
    }

    private static List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (Class<?> type : classesWithPatterns()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
                    patterns.add(value(field));
                }
            }
        }
        patterns.sort(Comparator.comparing(Pattern::pattern));
        return patterns;
    }

    private static List<Class<?>> classesWithPatterns() {
        try {
            Path root = Path.of(EngineCodec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(".class") && mentionsPatterns(file))
                        .<Class<?>>map(file -> named(root.relativize(file)))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean mentionsPatterns(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains("Ljava/util/regex/Pattern;");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> named(Path file) {
        String name = file.toString().replace('/', '.').replace('\\', '.');
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length()), false, EngineCodec.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts how often its characters are looked at. */
    private record Counted(String text, int[] looks) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks[0]++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
