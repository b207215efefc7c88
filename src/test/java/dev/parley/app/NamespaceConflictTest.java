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
                        chat -> assertThat(chat)
                                .endsWith(
                                        ": the namespace / belongs to the chat. Give the class another namespace, or set PARLEY_CHAT=false, which leaves the chat out."),
                        ui -> assertThat(ui)
                                .endsWith(
                                        ": the namespace /admin belongs to the Admin UI. Give the class another namespace, or set PARLEY_ADMIN_UI=off, which leaves the Admin UI out."));
    }

    @Test
    void leavesToApplicationsWhatIsLeftOut() {
        assertThat(NamespaceConflict.faults(BOTH, false, false)).isEmpty();
    }
}
