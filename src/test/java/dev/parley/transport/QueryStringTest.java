package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.fuzz.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {

    @Test
    void nothingIsNoParameter() {
        assertThat(QueryString.parse(null).valuesWithout("x")).isEmpty();
        assertThat(QueryString.parse("").valuesWithout("x")).isEmpty();
        assertThat(QueryString.parse("&&").valuesWithout("x")).isEmpty();
    }

    @Test
    void aParameterMayHaveNoValueOrSeveralEqualsSigns() {
        QueryString query = QueryString.parse("a&b=&c=d=e");

        assertThat(query.value("a")).contains("");
        assertThat(query.value("b")).contains("");
        assertThat(query.value("c")).contains("d=e");
        assertThat(query.value("d")).isEmpty();
    }

    @Test
    void whatIsRepeatedHasNoValue() {
        QueryString query = QueryString.parse("a=1&b=2&%61=3&a=4");

        assertThat(query.value("a")).isEmpty();
        assertThat(query.isRepeated("a")).isTrue();
        assertThat(query.isRepeated("b")).isFalse();
        assertThat(query.valuesWithout("c")).containsOnlyKeys("b");
    }

    @Test
    void whatCannotBeDecodedStaysAsItIs() {
        QueryString query = QueryString.parse("a=%zz&b%=1&c=%");

        assertThat(query.value("a")).contains("%zz");
        assertThat(query.value("b%")).contains("1");
        assertThat(query.value("c")).contains("%");
    }

    /** Found by fuzzing: each of them cost an exception, and 32 KiB of them 30 MB. */
    @Test
    void whatCannotBeDecodedCostsNoMoreThanOtherParameters() throws Exception {
        String good = "q%41&".repeat(10_000);
        String bad = "q%zz&".repeat(10_000);

        long allocated = Cost.allocatedBy(() -> QueryString.parse(bad));

        assertThat(allocated).isLessThan(2 * Cost.allocatedBy(() -> QueryString.parse(good)));
    }

    @Test
    void aHugeQueryIsJustAMap() {
        String query = "k=v&".repeat(100_000) + "x=1";

        assertThat(QueryString.parse(query).value("x")).contains("1");
        assertThat(QueryString.parse(query).isRepeated("k")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "b64=1, true",
        "b64=0, true",
        "b64=false, true",
        "b64=1&b64=1, true",
        "b64=, false",
        "b64, false",
        "x=1, false"
    })
    void aFlagIsSetByAnyValueAtAll(String query, boolean set) {
        assertThat(QueryString.parse(query).isSet("b64")).isEqualTo(set);
    }

    @Test
    void canLeaveOneOut() {
        assertThat(QueryString.parse("a=1&token=t").valuesWithout("token")).containsOnlyKeys("a");
    }
}
