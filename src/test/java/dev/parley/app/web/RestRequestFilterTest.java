package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.QueryString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not well-formed is known as such, and nothing else is. */
class RestRequestFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "*",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "application/json;q=0.5, text/plain;version=0.0.4;q=1.0,*/*;q=0",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;q=0.1",
                "application/vnd.x+json;profile=\"a;b,c\\\"d\"",
                "text/plain;charset=utf-8 , ,",
                "text/html;"
            })
    void takesWhatProgramsSend(String accept) {
        assertThat(RestRequestFilter.isAccept(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*;q=zz",
                "*/*;q=",
                "*/*;q=2",
                "*/*;q=-1",
                "*/*;q=1e9",
                "/",
                "text/",
                "/html",
                "text/html/x",
                ";",
                "a b",
                "text/html;q=0.5x",
                "text/html;\"",
                "text/html;a=\"b",
                "text/html;=",
                "téxt/html",
                "*/*;q=NaN",
                "foo",
                "foo;q=1",
                "**"
            })
    void refusesWhatIsNoAccept(String accept) {
        assertThat(RestRequestFilter.isAccept(accept)).isFalse();
    }

    @Test
    void aLongValueTakesNoTime() {
        assertThat(RestRequestFilter.isAccept("a/b;".repeat(20_000) + "?=")).isFalse();
        assertThat(RestRequestFilter.isAccept("a/b;c=d,".repeat(10_000) + "(")).isFalse();
        assertThat(RestRequestFilter.isMediaType("a/b" + " ;".repeat(20_000) + "("))
                .isFalse();
        assertThat(QueryString.isPercentEncoded("%20".repeat(20_000) + "%")).isFalse();
    }

    @Test
    void knowsAQueryByItsPercentSigns() {
        assertThat(QueryString.isPercentEncoded("a=%20&b=%C3%A9&c")).isTrue();
        assertThat(QueryString.isPercentEncoded("a=%zz")).isFalse();
        assertThat(QueryString.isPercentEncoded("a=%2")).isFalse();
    }

    @Test
    void knowsAPathByItsCharacters() {
        assertThat(RestRequestFilter.isPath("/api/rooms/caf%C3%A9/a+b")).isTrue();
        assertThat(RestRequestFilter.isPath("/api/rooms/caf%E9")).isFalse();
        assertThat(RestRequestFilter.isPath("/api/%zz")).isFalse();
        assertThat(RestRequestFilter.isPath("/api/%")).isFalse();
    }

    @Test
    void knowsLanguages() {
        assertThat(RestRequestFilter.isLanguages("de-CH, de;q=0.9,*;q=.1")).isTrue();
        assertThat(RestRequestFilter.isLanguages("")).isTrue();
        assertThat(RestRequestFilter.isLanguages(";;q=zz")).isFalse();
        assertThat(RestRequestFilter.isLanguages("de;q=2")).isFalse();
    }

    @Test
    void knowsAContentType() {
        assertThat(RestRequestFilter.isMediaType("application/json; charset=\"utf-8\""))
                .isTrue();
        assertThat(RestRequestFilter.isMediaType("application/json;q=0.5")).isTrue();
        assertThat(RestRequestFilter.isMediaType("application/json;q=zz")).isFalse();
        assertThat(RestRequestFilter.isMediaType("json")).isFalse();
        assertThat(RestRequestFilter.isMediaType(";;")).isFalse();
    }
}
