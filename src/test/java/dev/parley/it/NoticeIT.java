package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The file NOTICE names all that others have written and the WAR holds, with its licence; and so does the list of the build. */
class NoticeIT {

    private static final Pattern LINE = Pattern.compile("^ {2}(\\S+) +(\\S+)$", Pattern.MULTILINE);
    private static final Path NOTICE = Path.of("src", "main", "webapp", "META-INF", "NOTICE");
    private static final Path BOM = Path.of("target", "bom.json");
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final Path FRONTEND = Path.of("src", "main", "frontend");

    /** Names and licences of one part of NOTICE. */
    private static Map<String, String> named(int part) throws IOException {
        Map<String, String> named = new TreeMap<>();
        Matcher matcher = LINE.matcher(Files.readString(NOTICE).split("\n\n")[part]);
        while (matcher.find()) {
            named.put(matcher.group(1), matcher.group(2));
        }
        return named;
    }

    /** Names and licences of the libraries, as the list of the build has them. */
    private static Map<String, String> listed() throws IOException {
        return Json.object(Files.readString(BOM)).getJsonArray("components").getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        component -> component.getString("name"),
                        NoticeIT::licence,
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String licence(JsonObject component) {
        return component
                .getJsonArray("licenses")
                .getJsonObject(0)
                .getJsonObject("license")
                .getString("id");
    }

    @Test
    void namesTheLibrariesOfTheWar() throws IOException {
        try (ZipFile war = new ZipFile(Deployed.BUILT.toFile())) {
            assertThat(war.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                            .map(name -> name.substring(LIBRARIES.length()))
                            .filter(name -> !name.startsWith("parley-"))
                            .map(name -> name.replaceAll("-\\d[^-]*\\.jar$", "")))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(named(2).keySet());
        }
    }

    @Test
    void namesTheirLicences() throws IOException {
        assumeTrue(Files.exists(BOM), "Maven was offline, and then the plugin makes no list");

        assertThat(named(2)).isEqualTo(listed());
    }

    @Test
    void namesThePackagesOfTheConsoleWithTheirLicences() throws IOException {
        Map<String, String> packages = named(3);

        assertThat(packages.keySet())
                .containsAll(needed("console/package.json"))
                .containsAll(needed("package.json"));
        for (Map.Entry<String, String> each : packages.entrySet()) {
            assertThat(description("node_modules/" + each.getKey() + "/package.json")
                            .getString("license"))
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
    }

    private static Iterable<String> needed(String file) throws IOException {
        return description(file).getJsonObject("dependencies").keySet().stream()
                .filter(Predicate.not(name -> name.startsWith("@parley/")))
                .toList();
    }

    private static JsonObject description(String file) throws IOException {
        return Json.object(Files.readString(FRONTEND.resolve(file)));
    }

    @Test
    void isInTheWarBesideTheLicence() throws IOException {
        try (ZipFile war = new ZipFile(Deployed.BUILT.toFile())) {
            for (Path file : List.of(NOTICE, Path.of("LICENSE"))) {
                assertThat(war.getInputStream(war.getEntry("META-INF/" + file.getFileName()))
                                .readAllBytes())
                        .isEqualTo(Files.readAllBytes(file));
            }
        }
    }
}
