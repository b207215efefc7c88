package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {

    private static final List<String> FRUIT = List.of("pear", "fig", "apple", "plum");

    private static final Map<String, Comparator<String>> ORDERS = Map.of(
            "name", Comparator.naturalOrder(),
            "length", Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

    @Test
    void withoutParametersItIsTheFirstPageInTheUsualOrder() {
        assertThat(page("50", "0", null, null))
                .isEqualTo(new Page<>(List.of("apple", "fig", "pear", "plum"), 4, 50, 0));
    }

    @Test
    void aPageIsAPartOfTheListAndTellsHowLongThatIs() {
        assertThat(page("2", "0", null, null)).isEqualTo(new Page<>(List.of("apple", "fig"), 4, 2, 0));
        assertThat(page("2", "2", null, null)).isEqualTo(new Page<>(List.of("pear", "plum"), 4, 2, 2));
        assertThat(page("2", "3", null, null)).isEqualTo(new Page<>(List.of("plum"), 4, 2, 3));
        assertThat(page("2", "9", null, null)).isEqualTo(new Page<>(List.of(), 4, 2, 9));
    }

    @Test
    void theOrderCanBeChosenAndTurned() {
        assertThat(page("9", "0", "length", null).items()).containsExactly("fig", "pear", "plum", "apple");
        assertThat(page("9", "0", "-name", null).items()).containsExactly("plum", "pear", "fig", "apple");
    }

    @Test
    void theTotalIsThatOfWhatWasFound() {
        assertThat(page("1", "0", null, "P")).isEqualTo(new Page<>(List.of("apple"), 3, 1, 0));
        assertThat(page("9", "0", null, "").total()).isEqualTo(4);
        assertThat(page("9", "0", null, "x").total()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, name, limit",
        "501, 0, name, limit",
        "-1, 0, name, limit",
        "1.5, 0, name, limit",
        "99999999999, 0, name, limit",
        "'', 0, name, limit",
        "1, -1, name, offset",
        "1, 1000001, name, offset",
        "1, x, name, offset",
        "1, 0, colour, sort",
        "1, 0, --name, sort",
        "1, 0, '', sort",
    })
    void whatIsWrongIsNamedBeforeAnybodyIsAsked(String limit, String offset, String sort, String parameter) {
        assertInvalid(new ListQuery(limit, offset, sort, null), parameter);
    }

    @Test
    void searchesAreBounded() {
        assertInvalid(new ListQuery("1", "0", null, "x".repeat(129)), "search");
    }

    @Test
    void theJsonHasTheItemsAndTheNumbers() {
        assertThat(page("2", "1", null, null)
                        .toJson(item ->
                                JSON.createObjectBuilder().add("is", item).build()))
                .hasToString("{\"items\":[{\"is\":\"fig\"},{\"is\":\"pear\"}],\"total\":4,\"limit\":2,\"offset\":1}");
    }

    private static void assertInvalid(ListQuery query, String parameter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query.paging(ORDERS, "name", List::of))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(400);
                    assertThat(refusal.problem().errors())
                            .singleElement()
                            .extracting(Problem.InvalidField::field)
                            .isEqualTo(parameter);
                });
    }

    private static Page<String> page(String limit, String offset, String sort, String search) {
        return new ListQuery(limit, offset, sort, search)
                .paging(ORDERS, "name", (String item) -> List.of(item))
                .apply(FRUIT);
    }
}
