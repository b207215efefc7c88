package dev.parley.admin.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpErrorsTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 409, 413, 415, 429, 500, 503, 599})
    void keepsTheStatusAndHasSomethingToSay(int status) {
        Problem problem = HttpErrors.of(status, false);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isEqualTo(Problem.ABOUT_BLANK);
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail()).endsWith(".");
    }

    @Test
    void whoIsNotKnownIsNotForbiddenButAskedForAToken() {
        assertThat(HttpErrors.of(403, true).status()).isEqualTo(401);
        assertThat(HttpErrors.of(403, false).status()).isEqualTo(403);
        assertThat(HttpErrors.of(404, true).status()).isEqualTo(404);
    }

    @Test
    void aFailureOfTheServerDoesNotBlameTheRequest() {
        assertThat(HttpErrors.of(503, false).detail()).contains("server");
    }
}
