package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.problem.Problem;
import dev.parley.chat.error.ErrorCode;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalProblemTest {

    private static final JsonObject FIELD = JSON.createObjectBuilder()
            .add("field", "type")
            .add("reason", "is missing")
            .build();

    @ParameterizedTest
    @CsvSource({
        "INVALID_MESSAGE, 400",
        "INVALID_ROOM, 400",
        "AUTHORIZATION_FAILED, 403",
    })
    void theCodeMakesTheStatus(ErrorCode code, int status) {
        Problem problem = RefusalProblem.problem(code, "type is missing.", FIELD);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).isEqualTo("type is missing.");
        assertThat(problem.errors()).containsExactly(new Problem.InvalidField("type", "is missing"));
    }

    @Test
    void aRefusalNeedNotNameAField() {
        assertThat(RefusalProblem.problem(ErrorCode.INVALID_MESSAGE, "No.", null)
                        .errors())
                .isEmpty();
        assertThat(RefusalProblem.problem(ErrorCode.INVALID_MESSAGE, "No.", JsonObject.EMPTY_JSON_OBJECT)
                        .errors())
                .isEmpty();
    }
}
