package dev.parley.app;

import dev.parley.config.Settings;
import dev.parley.security.DevelopmentKeys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;

/** What development mode adds to the application: tokens for the asking, for this machine only, and a loud warning. */
final class DevelopmentMode {

    private static final Logger LOG = System.getLogger(DevelopmentMode.class.getName());
    private static final String RULE = "*".repeat(78);

    private DevelopmentMode() {}

    static void install(ServletContext context, Settings settings, DevelopmentKeys keys) {
        FilterRegistration.Dynamic filter = context.addFilter("development on loopback", new LoopbackFilter());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        context.addServlet("development token", new DevelopmentTokenServlet(keys))
                .addMapping("/dev/token");
        LOG.log(
                Level.WARNING,
                "\n{0}\n  DEVELOPMENT MODE: anybody on this machine gets a token for any user and role.\n"
                        + "  Never set PARLEY_DEV_MODE=true where it matters.\n  Open {1} to try it.\n{0}",
                RULE,
                "http://localhost:" + settings.port() + "/");
    }
}
