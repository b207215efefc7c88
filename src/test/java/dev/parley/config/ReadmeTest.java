package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README has each setting that the code reads, with its default, and no other; who follows it leaves the tree clean. */
class ReadmeTest {

    private static final Path FRONT_END = Path.of("src", "main", "frontend");
    private static final Pattern PACK = Pattern.compile("npm pack( [^`\n]*)");
    private static final Pattern DESTINATION = Pattern.compile(" --pack-destination (\\S+)");
    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String KEY_LOCATION = "mp.jwt.verify.publickey.location";
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| ((?:[^|\\\\]|\\\\\\|)+) \\|", Pattern.MULTILINE);

    @Test
    void hasEverySettingOfTheCodeWithItsDefaultAndNoOther() throws IOException {
        assertThat(ofTheReadme()).isEqualTo(ofTheCode());
    }

    @Test
    void whatTheClientIsPackedIntoIsNoFileOfTheTree() throws IOException {
        String readme = Files.readString(FRONT_END.resolve("client/README.md"));

        assertThat(PACK.matcher(readme).results().map(command -> command.group(1)))
                .isNotEmpty()
                .allSatisfy(options -> assertThat(DESTINATION.matcher(options).results())
                        .extracting(option -> FRONT_END.resolve(option.group(1)).normalize())
                        .containsExactly(Path.of("target")));
    }

    /** One of two must be set, and is no default then; so the defaults are read with each of them. */
    private static Map<String, String> ofTheCode() {
        return Stream.of(KEY, KEY_LOCATION)
                .flatMap(key -> Settings.read(name -> Optional.of(name)
                                .filter(key::equals)
                                .map(set -> new SettingSource.Given("set", "test")))
                        .effective()
                        .all()
                        .stream())
                .filter(setting -> setting.source().equals(EffectiveSetting.DEFAULT))
                .collect(Collectors.toMap(
                        EffectiveSetting::name, EffectiveSetting::value, (one, same) -> one, TreeMap::new));
    }

    private static Map<String, String> ofTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("\n## Configuration\n");
        String chapter = readme.substring(start, readme.indexOf("\n## ", start + 1));
        return ROW.matcher(chapter)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        ReadmeTest::defaultIn,
                        (one, other) -> one + " and " + other,
                        TreeMap::new));
    }

    /** "none" may be followed by what that means. */
    private static String defaultIn(MatchResult row) {
        String cell = row.group(2).replace("`", "").strip();
        return cell.matches("none(:.*)?") ? "" : cell;
    }
}
