package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.FakeContext;
import dev.parley.transport.FakeRequest;
import dev.parley.transport.FakeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHeadersFilterTest {

    private final FakeResponse response = new FakeResponse();

    private void get(String path) throws Exception {
        new PageHeadersFilter()
                .doFilter(FakeRequest.of("GET", path).toServlet(), response.toServlet(), (request, answer) -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/index.html;a=b", "/%69ndex.html", "//index.html"})
    void thePageMayRunNothingButTheServersOwnFiles(String path) throws Exception {
        get(path);

        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void thePageMayConnectToThisServerOnly() throws Exception {
        get("/");

        assertThat(response.header("Content-Security-Policy")).contains("; connect-src 'self';");
    }

    @Test
    void thePageMayAlsoConnectToTheIssuerAtWhichPeopleSignIn() throws Exception {
        FakeContext context = new FakeContext().attribute(PageHeadersFilter.ISSUER_ORIGIN, "https://issuer.example");
        new PageHeadersFilter()
                .doFilter(
                        FakeRequest.of("GET", "/").context(context).toServlet(),
                        response.toServlet(),
                        (request, answer) -> {});

        assertThat(response.header("Content-Security-Policy"))
                .contains("; connect-src 'self' https://issuer.example;")
                .contains("script-src 'self';");
    }

    @Test
    void builtFilesAreKeptByTheBrowser() throws Exception {
        get("/assets/index-abc123.js");

        assertThat(response.header("Cache-Control")).contains("immutable");
    }

    @Test
    void nothingIsSaidOfOtherAnswersButThatTheirTypeIsWhatItIs() throws Exception {
        get("/api/rooms");

        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cache-Control")).isNull();
        assertThat(response.header("Content-Security-Policy")).isNull();
    }
}
