package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {

    @Test
    void theBuildHasLeftItsNameAndVersion() {
        BuildInfo build = BuildInfo.load();

        assertThat(build.name()).isEqualTo("Parley");
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
