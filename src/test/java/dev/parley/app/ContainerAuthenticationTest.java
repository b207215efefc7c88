package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.AdminApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

class ContainerAuthenticationTest {

    /** What a server adds to an application. */
    @ApplicationScoped
    static class Mechanism {}

    /** Something else that it adds. */
    @Dependent
    static class OtherPart {}

    /** As servers do it: adds its parts, and looks at the beans that there are. */
    static class ServerExtension implements Extension {
        private final Set<Class<?>> beans = new HashSet<>();

        void add(@Observes BeforeBeanDiscovery event) {
            event.addAnnotatedType(Mechanism.class, "mechanism");
            event.addAnnotatedType(OtherPart.class, "other");
        }

        void look(@Observes ProcessManagedBean<?> event) {
            beans.add(event.getBean().getBeanClass());
        }
    }

    /** The beans of an application with these extensions. */
    private static Set<Class<?>> beans(Extension... extensions) {
        ServerExtension server = new ServerExtension();
        Weld weld = new Weld()
                .disableDiscovery()
                .beanClasses(AdminApplication.class)
                .extensions(extensions)
                .addExtension(server);
        weld.initialize().close();
        return server.beans;
    }

    @Test
    void theMechanismOfTheServerIsLeftOut() {
        assertThat(beans(new ContainerAuthentication(Mechanism.class.getName())))
                .contains(OtherPart.class)
                .doesNotContain(Mechanism.class);
    }

    @Test
    void withoutTheExtensionItIsThere() {
        assertThat(beans()).contains(OtherPart.class, Mechanism.class, AdminApplication.class);
    }

    @Test
    void whatDeclaresTheLoginIsNoBeanAndStillDeclaresIt() {
        assertThat(beans(new ContainerAuthentication()))
                .contains(OtherPart.class)
                .doesNotContain(AdminApplication.class);
        assertThat(AdminApplication.class.getAnnotation(LoginConfig.class).authMethod())
                .isEqualTo("MP-JWT");
    }
}
