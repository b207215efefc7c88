package dev.parley;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@code package-info.java} says of its package.
 *
 * @param name of the package, below {@code dev.parley}
 * @param uses the other packages that it uses, by their names below {@code dev.parley}
 * @param libraries what the names of the libraries' packages begin with that it uses
 */
record PackageDescription(String name, Set<String> uses, Set<String> libraries) {

    private static final String HOUSE = "dev.parley.";
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "parley");
    private static final Path TABLE = Path.of("src", "site", "markdown", "architecture.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z0-9_.]+)\\.[A-Z]");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]+)}|`([^`]+)`");

    /** All that the sources have. */
    static List<PackageDescription> ofSources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .sorted()
                    .map(PackageDescription::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PackageDescription read(Path file) {
        String name = SOURCES.relativize(file.getParent())
                .toString()
                .replace('\\', '.')
                .replace('/', '.');
        String text = text(file).replaceAll("\\R \\*", "");
        return new PackageDescription(name, names(text, "Uses: "), names(text, "Libraries: "));
    }

    private static Set<String> names(String text, String label) {
        Matcher sentence = Pattern.compile("<p>" + label + "(.*?)\\.(?=\\s*(?:<p>|\\*/|/))")
                .matcher(text);
        return sentence.find() ? codes(sentence.group(1)) : Set.of();
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text)
                .results()
                .map(found -> Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a package, by its whole name, is among what is used. */
    boolean covers(String packageName) {
        return packageName.startsWith(HOUSE)
                ? uses.contains(packageName.substring(HOUSE.length()))
                : libraries.stream().anyMatch(library -> (packageName + ".").startsWith(library + "."));
    }

    /** What is described and is neither among these packages nor imported by a source file. */
    Set<String> withoutThoseOf(Set<String> packages) {
        Set<String> found = new TreeSet<>(packages);
        found.addAll(imported());
        Set<String> left = new TreeSet<>(libraries);
        uses.forEach(name -> left.add(HOUSE + name));
        left.removeIf(name -> found.stream().anyMatch(used -> used.equals(name) || isOfLibrary(used, name)));
        return left;
    }

    private boolean isOfLibrary(String packageName, String library) {
        return libraries.contains(library) && packageName.startsWith(library + ".");
    }

    private Set<String> imported() {
        try (Stream<Path> files = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> IMPORT.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the table in {@code architecture.md}; the third column has a semicolon before the libraries. */
    static List<PackageDescription> ofTable() {
        return ROW.matcher(text(TABLE))
                .results()
                .map(row -> {
                    String[] columns = (row.group(2) + " ").split(";", 2);
                    return new PackageDescription(
                            row.group(1), codes(columns[0]), columns.length == 1 ? Set.of() : codes(columns[1]));
                })
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
