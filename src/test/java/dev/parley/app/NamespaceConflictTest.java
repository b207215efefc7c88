package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.declaration.NamespacePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceConflictTest {

    private static final List<NamespaceDeclaration> BOTH =
            List.of(declared("/"), declared("/orders"), declared("/admin"), declared("/{any}"));

    private static NamespaceDeclaration declared(String name) {
        return new NamespaceDeclaration(
                NamespacePattern.parse(name), false, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void namesTheNamespacesThatAreTakenAndTheSettingThatFreesThem() {
        assertThat(NamespaceConflict.faults(BOTH, true, true))
                .satisfiesExactly(
                        chat -> assertThat(chat).contains("the namespace / ").contains("PARLEY_CHAT=false"),
                        ui -> assertThat(ui).contains("the namespace /admin ").contains("PARLEY_ADMIN_UI=off"));
    }

    @Test
    void leavesToApplicationsWhatIsLeftOut() {
        assertThat(NamespaceConflict.faults(BOTH, false, false)).isEmpty();
    }
}
