package dev.parley.app;

import dev.parley.admin.AdminApplication;
import dev.parley.quirk.ServerQuirk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;

/**
 * Leaves the server's own MicroProfile JWT out of each request. {@link ContainerTokenSource} has it look for a cookie
 * that no client sends, so it never finds a user; but it is asked for each request, and each time looks its beans up by
 * JNDI and walks the stack. Parley verifies tokens and roles itself.
 *
 * <p>Part of Parley's own WAR only: in another WAR the server's users are wanted. The server calls the observers while
 * it starts the application.
 */
@ServerQuirk(
        server = "Payara, WildFly",
        what = "They ask their MicroProfile JWT for each request, also where it has nothing to find.")
public class ContainerAuthentication implements Extension {

    /** WildFly adds it to each application that has {@code @LoginConfig}. */
    private static final String MECHANISM = "io.smallrye.jwt.auth.mechanism.JWTHttpAuthenticationMechanism";

    private final String mechanism;

    /** The server calls this constructor. */
    public ContainerAuthentication() {
        this(MECHANISM);
    }

    /** Creates an extension with the name of the class of the server's mechanism. */
    ContainerAuthentication(String mechanism) {
        this.mechanism = mechanism;
    }

    /** Payara looks for {@code @LoginConfig} in beans only; JAX-RS needs no bean. */
    void leaveDeclarationOut(@Observes ProcessAnnotatedType<AdminApplication> event) {
        event.veto();
    }

    /** The mechanism is added by an extension of the server. */
    void leaveMechanismOut(@Observes @WithAnnotations(ApplicationScoped.class) ProcessAnnotatedType<?> event) {
        if (event.getAnnotatedType().getJavaClass().getName().equals(mechanism)) {
            event.veto();
        }
    }
}
