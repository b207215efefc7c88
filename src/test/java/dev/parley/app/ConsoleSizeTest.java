package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a browser fetches before it shows the console, as the build has made it. */
class ConsoleSizeTest {

    private static final Path CONSOLE = Path.of("target", "console");
    private static final Pattern FETCHED = Pattern.compile("(?:src|href)=\"(?:\\./)?([^\":]+)\"");
    private static final int MAX_BYTES = 150_000;

    @Test
    void theFirstLoadIsAtMost150KilobytesWithGzip() throws IOException {
        String page = Files.readString(CONSOLE.resolve("index.html"));
        List<String> files =
                FETCHED.matcher(page).results().map(fetched -> fetched.group(1)).toList();

        assertThat(files).anyMatch(file -> file.endsWith(".js")).anyMatch(file -> file.endsWith(".css"));
        int bytes = zipped(CONSOLE.resolve("index.html"));
        for (String file : files) {
            bytes += zipped(CONSOLE.resolve(file));
        }
        assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
    }

    private static int zipped(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            Files.copy(file, zip);
        }
        return bytes.size();
    }
}
