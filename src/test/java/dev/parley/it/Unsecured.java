package dev.parley.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ArchiveAsset;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR as a container sees it that does not enforce roles: without {@code @LoginConfig}, and without what has WildFly
 * enforce them. Payara does not in any case, by {@code payara-web.xml}.
 */
final class Unsecured {

    private static final Pattern JAR = Pattern.compile("/WEB-INF/lib/parley-[^/]*\\.jar");
    private static final String CLASSES = "/dev/parley/";
    private static final String APPLICATION = CLASSES + "admin/AdminApplication.class";
    private static final String LOGIN_CONFIG = "org/eclipse/microprofile/auth/LoginConfig;";
    /** Of the same length, and nowhere to be found: such annotations do not exist at run time. */
    private static final String NOTHING = "org/eclipse/microprofile/auth/NoLoginHere;";

    private Unsecured() {}

    static WebArchive war() {
        WebArchive war = Deployed.war();
        ArchivePath path = war.getContent(at -> JAR.matcher(at.get()).matches())
                .keySet()
                .iterator()
                .next();
        JavaArchive jar = ShrinkWrap.create(ZipImporter.class, path.get())
                .importFrom(war.delete(path).getAsset().openStream())
                .as(JavaArchive.class);
        byte[] renamed = renamed(bytes(jar.delete(APPLICATION)));
        jar.delete(CLASSES + "transport/container/undertow/WildFlyRoles.class");
        return war.add(new ArchiveAsset(jar.add(new ByteArrayAsset(renamed), APPLICATION), ZipExporter.class), path);
    }

    private static byte[] bytes(Node node) {
        try (InputStream in = node.getAsset().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] renamed(byte[] type) {
        String text = new String(type, StandardCharsets.ISO_8859_1);
        if (!text.contains(LOGIN_CONFIG)) {
            throw new AssertionError("the application has no @LoginConfig");
        }
        return text.replace(LOGIN_CONFIG, NOTHING).getBytes(StandardCharsets.ISO_8859_1);
    }
}
