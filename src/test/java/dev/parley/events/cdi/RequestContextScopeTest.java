package dev.parley.events.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.control.RequestContextController;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestContextScopeTest {

    private final List<String> calls = new ArrayList<>();
    private boolean active;
    private int made;
    private final RequestContextScope scope = new RequestContextScope(this::controller);

    private RequestContextController controller() {
        made++;
        return new RequestContextController() {
            @Override
            public boolean activate() {
                boolean isNew = !active;
                active = true;
                calls.add("activate " + isNew);
                return isNew;
            }

            @Override
            public void deactivate() {
                active = false;
                calls.add("deactivate");
            }
        };
    }

    private String note() {
        calls.add("body " + active);
        return "done";
    }

    @Test
    void anEventHasOneContext() throws Exception {
        assertThat(scope.callIfPossibleHere(null, this::note, "elsewhere")).isEqualTo("done");

        assertThat(calls).containsExactly("activate true", "body true", "deactivate");
    }

    @Test
    void whereAContextIsActiveTheEventIsLeftToAnotherThreadAndTheContextIsLeftAlone() throws Exception {
        active = true;

        assertThat(scope.callIfPossibleHere(null, this::note, "elsewhere")).isEqualTo("elsewhere");

        assertThat(calls).containsExactly("activate false");
        assertThat(active).isTrue();
    }

    @Test
    void whereThereIsNoOtherThreadTheContextThatIsActiveHasToDo() throws Exception {
        active = true;

        assertThat(scope.call(null, this::note)).isEqualTo("done");

        assertThat(calls).containsExactly("activate false", "body true");
    }

    @Test
    void aFailureEndsTheContextAndTheControllerIsUsedAgain() throws Exception {
        assertThatThrownBy(() -> scope.call(null, () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        scope.call(null, this::note);

        assertThat(calls).containsExactly("activate true", "deactivate", "activate true", "body true", "deactivate");
        assertThat(made).isEqualTo(1);
    }
}
