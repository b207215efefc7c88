package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.transport.FakeRequest;
import dev.parley.transport.FakeResponse;
import jakarta.servlet.FilterChain;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BrokenAnswerFilterTest {

    private final FakeResponse response = new FakeResponse();

    private void get(FilterChain chain) throws Exception {
        new BrokenAnswerFilter()
                .doFilter(FakeRequest.of("GET", "/assets/a.js").toServlet(), response.toServlet(), chain);
    }

    @Test
    void anAnswerThatCannotBeSentToItsEndIsOver() throws Exception {
        get((request, answer) -> {
            answer.getOutputStream().write('a');
            throw new IOException("reset");
        });

        assertThat(response.body()).isEqualTo("a");
    }

    @Test
    void aFailureBeforeTheAnswerHasBegunIsPassedOn() {
        assertThatThrownBy(() -> get((request, answer) -> {
                    throw new IOException("no such file");
                }))
                .hasMessage("no such file");
    }

    @Test
    void anOrdinaryAnswerIsLeftAlone() throws Exception {
        get((request, answer) -> answer.getOutputStream().write('b'));

        assertThat(response.body()).isEqualTo("b");
    }
}
