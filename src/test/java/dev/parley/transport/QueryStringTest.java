package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void aHugeQueryIsJustAMap() {
        String query = "k=v&".repeat(100_000) + "x=1";

        assertThat(QueryString.parse(query).value("x")).contains("1");
        assertThat(QueryString.parse(query).isRepeated("k")).isTrue();
    }

    @Test
    void canLeaveOneOut() {
        assertThat(QueryString.parse("a=1&token=t").valuesWithout("token")).containsOnlyKeys("a");
    }
}
