package dev.parley.admin.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void hasTheMembersOfTheStandard() {
        assertThat(Problem.of(Status.NOT_FOUND, "Nobody is here.").toJson("/api/x"))
                .hasToString("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"Nobody is here.\",\"instance\":\"/api/x\"}");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(Problem.invalid("limit", "must be a number").toJson("/api/x"))
                .hasToString("{\"type\":\"tag:parley.dev,2026:invalid-input\",\"title\":\"Invalid input\","
                        + "\"status\":400,\"detail\":\"limit must be a number.\",\"instance\":\"/api/x\","
                        + "\"errors\":[{\"field\":\"limit\",\"reason\":\"must be a number\"}]}");
    }

    @Test
    void namesTheNodesThatMayKnowBetter() {
        assertThat(Problem.notFound("Nobody.", Set.of("b", "a")).toJson("/").getJsonArray("missingNodes"))
                .hasToString("[\"a\",\"b\"]");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 399, 600})
    void isAlwaysAnError(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Problem(Problem.ABOUT_BLANK, "t", status, "d", List.of()));
    }
}
