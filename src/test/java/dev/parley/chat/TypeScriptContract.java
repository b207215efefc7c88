package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The enums and interfaces of {@code @parley/client}'s folder {@code contract}, as far as they are written there. */
final class TypeScriptContract {

    private static final Path FOLDER = Path.of("src/main/frontend/client/src/contract");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern INTERFACE =
            Pattern.compile("^export interface (\\w+)(?:<.*>)? \\{\n(.*?)^}", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("^  \"?([\\w-]+)\"?(\\??): (.+);$", Pattern.MULTILINE);
    private static final Pattern ENUM =
            Pattern.compile("^export enum (\\w+) \\{\n(.*?)^}", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("= \"([^\"]+)\"");

    private final Map<String, Map<String, String>> interfaces = new HashMap<>();
    private final Map<String, List<String>> enums = new HashMap<>();

    TypeScriptContract() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file) {
        try {
            String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            INTERFACE
                    .matcher(text)
                    .results()
                    .forEach(found -> interfaces.put(found.group(1), fieldsIn(found.group(2))));
            ENUM.matcher(text).results().forEach(found -> enums.put(found.group(1), wordsIn(found.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fieldsIn(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MatchResult field : FIELD.matcher(body).results().toList()) {
            fields.put(field.group(1) + field.group(2), field.group(3));
        }
        return fields;
    }

    private static List<String> wordsIn(String body) {
        return WORD.matcher(body).results().map(word -> word.group(1)).toList();
    }

    boolean hasInterface(String name) {
        return interfaces.containsKey(name);
    }

    /** The types of an interface's fields, by their names as the contract writes them. */
    Map<String, String> fields(String name) {
        assertThat(interfaces).containsKey(name);
        return interfaces.get(name);
    }

    /** The same without the types. */
    Set<String> fieldNames(String name) {
        return fields(name).keySet();
    }

    /** The values of an enum. */
    List<String> words(String name) {
        assertThat(enums).containsKey(name);
        return enums.get(name);
    }

    /** Values of a type, as JSON: all words of an enum, one value of everything else. */
    List<String> samples(String type) {
        String plain = type.replaceAll("[`${}]", "");
        if (enums.containsKey(plain)) {
            return enums.get(plain).stream().map(word -> '"' + word + '"').toList();
        }
        return switch (plain) {
            case "string" -> List.of("\"x\"");
            case "number" -> List.of("1");
            case "boolean" -> List.of("true");
            case "Metadata" -> List.of("{}");
            default -> throw new AssertionError("Say here what a sample of this type is: " + type);
        };
    }
}
