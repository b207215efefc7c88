package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the build does with npm, {@code src/build/java/Npm.java}, with programs in the places of Node and npm. */
@DisabledOnOs(OS.WINDOWS)
class NpmIT {

    private record Outcome(int exit, String said) {}

    @TempDir
    private Path folder;

    @TempDir
    private Path programs;

    @BeforeEach
    void makePackage() throws IOException {
        Files.writeString(folder.resolve("package.json"), "{\"engines\": {\"node\": \">=20.19\"}}");
        Files.writeString(folder.resolve("package-lock.json"), "{}");
    }

    @Test
    void saysInOneSentenceThatThereIsNoNode() throws Exception {
        assertThat(npm())
                .isEqualTo(new Outcome(
                        1,
                        "The build needs Node.js 20.19 or newer, with npm, on the PATH; there is no Node."
                                + System.lineSeparator()));
    }

    @Test
    void saysInOneSentenceThatNodeIsTooOld() throws Exception {
        program("node", "echo v20.18.3");
        assertThat(npm())
                .isEqualTo(new Outcome(
                        1,
                        "The build needs Node.js 20.19 or newer, with npm, on the PATH; there is v20.18.3."
                                + System.lineSeparator()));
    }

    @Test
    void installsOnceForALockFileAndRunsScriptsEveryTime() throws Exception {
        program("node", "echo v22.1.0");
        program("npm", "echo \"$@\" >> calls");

        assertThat(npm("build")).isEqualTo(new Outcome(0, ""));
        assertThat(npm("build")).isEqualTo(new Outcome(0, ""));
        assertThat(calls()).satisfiesExactly(this::isInstallation, this::isBuild, this::isBuild);

        Files.writeString(folder.resolve("package-lock.json"), "{\"lockfileVersion\": 3}");
        assertThat(npm("build")).isEqualTo(new Outcome(0, ""));
        assertThat(calls()).hasSize(5).element(3).satisfies(this::isInstallation);
    }

    @Test
    void failsWithNpmAndTriesAgainTheNextTime() throws Exception {
        program("node", "echo v20.19.0");
        program("npm", "echo \"$@\" >> calls; exit 7");

        assertThat(npm("build").exit()).isEqualTo(1);
        assertThat(npm("build").said()).startsWith("npm ci ").contains("has failed");
        assertThat(calls()).hasSize(2).allSatisfy(this::isInstallation);
    }

    @Test
    void showsWhatNpmPrintsWhenItFailsAndWarningsAlways() throws Exception {
        program("node", "echo v22.1.0");
        program("npm", "echo a table; echo a warning >&2");
        assertThat(npm("build").said().lines()).containsOnly("a warning");

        program("npm", "echo a line with a mistake; exit 1");
        assertThat(npm("build").said()).contains("a line with a mistake").contains("has failed");
    }

    private void isInstallation(String call) {
        assertThat(call).startsWith("ci ");
    }

    private void isBuild(String call) {
        assertThat(call).isEqualTo("run --silent build");
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome npm(String... scripts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "src/build/java/Npm.java",
                folder.toString()));
        command.addAll(List.of(scripts));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", programs.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
