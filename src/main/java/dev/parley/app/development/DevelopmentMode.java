package dev.parley.app.development;

import dev.parley.app.web.LoopbackFilter;
import dev.parley.config.Settings;
import dev.parley.engine.Timers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.concurrent.Executor;

/**
 * Adds the parts of development mode to the application: a servlet that gives tokens to anybody on this machine, a
 * filter that refuses other machines, and a prominent warning in the log.
 */
public final class DevelopmentMode {

    private static final Logger LOG = System.getLogger(DevelopmentMode.class.getName());
    private static final String RULE = "*".repeat(78);

    private DevelopmentMode() {}

    /** Installs the servlet and the filter in the web application, logs the warning, and keeps the keys shared. */
    public static void install(
            ServletContext context, Settings settings, SharedDevelopmentKeys keys, Timers timers, Executor executor) {
        FilterRegistration.Dynamic filter = context.addFilter("development on loopback", new LoopbackFilter());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        context.addServlet(
                        "development token",
                        new DevelopmentTokenServlet(
                                keys.keys(), settings.admission().origins()))
                .addMapping("/dev/token");
        LOG.log(
                Level.WARNING,
                "\n{0}\n  DEVELOPMENT MODE: anybody on this machine gets a token for any user and role.\n"
                        + "  Never set PARLEY_DEV_MODE=true where it matters.\n{2}  Open {1} to try it.\n{0}",
                RULE,
                "http://localhost:" + settings.port() + context.getContextPath() + "/",
                settings.redis().isEmpty() ? "" : "  " + keys.state().sentence() + "\n");
        keys.keepShared(timers, executor);
    }
}
