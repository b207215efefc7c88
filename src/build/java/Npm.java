import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Maven does with npm: {@code java Npm.java FOLDER [SCRIPT...]} brings a folder's {@code node_modules} to what its
 * lock file says, unless they are as it says already, and runs scripts of its {@code package.json}. Says in one sentence
 * what is missing when there is no Node, or an older one than {@code engines} asks for. What npm prints is shown only when it
 * fails; warnings, which programs print to their standard error, are shown at once.
 */
public final class Npm {

    private static final Pattern ENGINE = Pattern.compile("\"node\"\\s*:\\s*\">=(\\d+)(?:\\.(\\d+))?\"");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\.\\d+.*", Pattern.DOTALL);
    private static final List<String> INSTALL =
            List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");

    private final Path folder;

    private Npm(Path folder) {
        this.folder = folder;
    }

    /** The folder, and the names of the scripts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Npm npm = new Npm(Path.of(arguments[0]));
        try {
            npm.requireNode();
            npm.install();
            for (String script : List.of(arguments).subList(1, arguments.length)) {
                npm.run(List.of("run", "--silent", script));
            }
        } catch (FailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void requireNode() throws IOException, InterruptedException, FailedException {
        Matcher engine = ENGINE.matcher(Files.readString(folder.resolve("package.json")));
        if (!engine.find()) {
            throw new IllegalStateException(folder + "/package.json does not say which Node it needs");
        }
        int major = Integer.parseInt(engine.group(1));
        int minor = engine.group(2) == null ? 0 : Integer.parseInt(engine.group(2));
        String needed = "The build needs Node.js " + major + "." + minor + " or newer, with npm, on the PATH; ";
        String found = nodeVersion(needed);
        Matcher version = VERSION.matcher(found);
        if (!version.matches() || compare(version, major, minor) < 0) {
            throw new FailedException(needed + "there is " + found.strip() + ".");
        }
    }

    private static int compare(Matcher version, int major, int minor) {
        int byMajor = Integer.compare(Integer.parseInt(version.group(1)), major);
        return byMajor != 0 ? byMajor : Integer.compare(Integer.parseInt(version.group(2)), minor);
    }

    private static String nodeVersion(String needed) throws IOException, InterruptedException, FailedException {
        Process node;
        try {
            node = new ProcessBuilder("node", "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new FailedException(needed + "there is no Node.");
        }
        String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        node.waitFor();
        return version;
    }

    private void install() throws IOException, InterruptedException, FailedException {
        Path modules = folder.resolve("node_modules");
        Path marker = modules.resolve(".parley-installed");
        String wanted = fingerprint();
        if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
            return;
        }
        run(INSTALL);
        Files.createDirectories(modules);
        Files.writeString(marker, wanted);
    }

    /** Of what {@code npm ci} goes by. */
    private String fingerprint() throws IOException {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(Files.readAllBytes(folder.resolve("package.json")));
            all.write(Files.readAllBytes(folder.resolve("package-lock.json")));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void run(List<String> arguments) throws IOException, InterruptedException, FailedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        List<String> command = new ArrayList<>(List.of(windows ? "npm.cmd" : "npm"));
        command.addAll(arguments);
        Process npm;
        try {
            npm = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new FailedException("The build needs npm, which comes with Node.js, on the PATH; there is none.");
        }
        byte[] printed = npm.getInputStream().readAllBytes();
        int exit = npm.waitFor();
        if (exit != 0) {
            System.out.write(printed);
            System.out.flush();
            throw new FailedException("npm " + String.join(" ", arguments) + " has failed in " + folder + ".");
        }
    }

    /** The build cannot go on; the message is all that there is to say. */
    private static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }
}
