package dev.parley.robustness;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;

/** Finds the tests that say which lines they cover: those of Java by their annotation, those of Node by their comment. */
final class CoveringTests {

    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Path NODE = Path.of("src", "test", "node");
    private static final Path RUN_ONCE = Path.of("src", "test", "its", "once.txt");
    private static final Pattern COMMENT =
            Pattern.compile("// Bad input: ([\\d, ]+)\\n *(?:test|suite)\\(([\"`])(.*?)\\2");
    /** What a parameter of a test stands for in its name. */
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{[^}]*}");

    private static final String SERVER = "parley.server";
    private static final String NO_SERVER = "without a server";
    private static final String ONCE = "once: concerns no server in particular";
    /** The servers of CI, by their names in that system property. */
    private static final Map<String, String> SERVERS = servers();

    private static final String EACH_SERVER = "on " + named(SERVERS.values());

    private CoveringTests() {}

    private static Map<String, String> servers() {
        Map<String, String> servers = new LinkedHashMap<>();
        servers.put("payara-micro", "Payara Micro");
        servers.put("wildfly", "WildFly");
        servers.put("liberty", "Open Liberty");
        return servers;
    }

    private static String named(Collection<String> servers) {
        return String.join(", ", servers).replaceFirst(", (?=[^,]*$)", " and ");
    }

    static List<CoveringTest> all() {
        return Stream.concat(ofJava(), ofNode()).toList();
    }

    private static Stream<CoveringTest> ofJava() {
        Predicate<Path> once = once();
        return classes().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(BadInput.class))
                .flatMap(method -> ofMethod(method, once));
    }

    /** Only the classes that use the annotation: to import all of them takes seconds. */
    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(CoveringTests::usesAnnotation)
                .importPath(CLASSES);
    }

    private static boolean usesAnnotation(Location file) {
        try {
            return Files.readString(Path.of(file.asURI()), StandardCharsets.ISO_8859_1)
                    .contains(BadInput.class.descriptorString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<CoveringTest> ofMethod(JavaMethod method, Predicate<Path> once) {
        JavaClass owner = method.getOwner();
        String name = owner.getName().replaceAll(".*[.$]", "") + "." + method.getName();
        if (!method.isAnnotatedWith(Test.class) && !method.isAnnotatedWith(ParameterizedTest.class)) {
            throw new IllegalStateException(name + " is no test");
        }
        String place = place(owner, once);
        return Arrays.stream(method.getAnnotationOfType(BadInput.class).value())
                .mapToObj(line -> new CoveringTest(name, place, line));
    }

    /** Where a class runs: by its name, by the list of those that one server is enough for, and by its conditions. */
    private static String place(JavaClass owner, Predicate<Path> once) {
        if (!owner.getSimpleName().endsWith("IT")) {
            return NO_SERVER;
        }
        if (once.test(Path.of(owner.getName().replace('.', '/') + ".class"))) {
            return ONCE;
        }
        return onServers(owner);
    }

    private static String onServers(JavaClass owner) {
        Map<String, String> servers = new LinkedHashMap<>(SERVERS);
        owner.tryGetAnnotationOfType(EnabledIfSystemProperty.class)
                .filter(only -> only.named().equals(SERVER))
                .ifPresent(only -> servers.keySet().removeIf(server -> !server.matches(only.matches())));
        owner.tryGetAnnotationOfType(DisabledIfSystemProperty.class)
                .filter(not -> not.named().equals(SERVER))
                .ifPresent(not -> servers.keySet().removeIf(server -> server.matches(not.matches())));
        return "on " + named(servers.values());
    }

    /** Tells the classes that one server is enough for, by the list that the build reads. */
    private static Predicate<Path> once() {
        return read(RUN_ONCE)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line))
                .<Predicate<Path>>map(matcher -> matcher::matches)
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private static Stream<CoveringTest> ofNode() {
        try (Stream<Path> files = Files.walk(NODE)) {
            return files
                    .filter(file -> file.toString().endsWith(".test.js"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(CoveringTests::ofFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<CoveringTest> ofFile(Path file) {
        String name = NODE.relativize(file).toString().replace('\\', '/');
        return COMMENT.matcher(read(file))
                .results()
                .flatMap(comment -> Arrays.stream(comment.group(1).split(",\\s*"))
                        .map(line -> new CoveringTest(
                                name + ": "
                                        + PARAMETER.matcher(comment.group(3)).replaceAll("…"),
                                EACH_SERVER,
                                Integer.parseInt(line.strip()))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
