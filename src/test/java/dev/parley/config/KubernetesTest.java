package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests below server-config are YAML, agree with each other, and say to Parley what it understands. */
class KubernetesTest {

    private static final Path DIRECTORY = Path.of("server-config", "kubernetes");
    private static final Path COMPONENTS = DIRECTORY.resolve("components");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    /** The share of the connections of a node at which another one is started. */
    private static final double FULL_ENOUGH = 0.7;

    /** Bytes of an idle connection, at most. */
    private static final double IDLE = 35_000;
    /** Bytes that may wait for a client without being counted, three times: as a text, a frame's text and a frame's bytes. */
    private static final double UNCOUNTED = 3 * 16 * 1024;
    /** Bytes of the server and the application without clients. */
    private static final double SERVER = 150_000_000;

    /** The share of the heap that metadata of rooms may take. */
    private static final double METADATA = 0.05;

    private static final double MOST_OF_THE_HEAP = 0.8;
    /** Seconds: the default of WEBSOCKET_DRAIN_TIMEOUT, those after it, and what a server takes itself. */
    private static final int DRAIN = 10;

    private static final int LAST_GOODBYES = 2;
    private static final int SERVER_END = 20;

    private final Map<String, Object> byKind = manifests(DIRECTORY.resolve("base"));

    private static Map<String, Object> manifests(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, Object> all = new HashMap<>();
            files.filter(file -> !file.endsWith(KUSTOMIZATION))
                    .map(KubernetesTest::yaml)
                    .forEach(manifest -> all.put((String) at(manifest, "kind"), manifest));
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object yaml(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a path of keys and indices leads to. */
    private static Object at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
            assertThat(here).as("%s in %s", step, List.of(path)).isNotNull();
        }
        return here;
    }

    private Object container() {
        return at(byKind.get("Deployment"), "spec", "template", "spec", "containers", 0);
    }

    private static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Optional<SettingSource.Given> withAKey(String name) {
        return Optional.of(name)
                .filter("mp.jwt.verify.publickey"::equals)
                .map(key -> new SettingSource.Given("key", "test"));
    }

    private static Set<String> knownNames() {
        return Settings.read(KubernetesTest::withAKey).effective().all().stream()
                .map(setting -> environmentName(setting.name()))
                .collect(Collectors.toSet());
    }

    @Test
    void thereIsAManifestOfEachKind() {
        assertThat(byKind)
                .containsOnlyKeys(
                        "ConfigMap", "Deployment", "Service", "PodDisruptionBudget", "Ingress", "NetworkPolicy");
    }

    @Test
    void theKustomizationsHaveEachFileThatIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path kustomization :
                    files.filter(file -> file.endsWith(KUSTOMIZATION)).toList()) {
                Path directory = kustomization.getParent();
                Set<Path> named = new HashSet<>();
                for (String list : List.of("resources", "components")) {
                    Object names = ((Map<?, ?>) yaml(kustomization)).get(list);
                    if (names != null) {
                        ((List<?>) names).forEach(name -> named.add(directory.resolve((String) name)));
                    }
                }
                assertThat(named).isNotEmpty().allMatch(Files::exists);
                try (Stream<Path> beside = Files.list(directory)) {
                    assertThat(named)
                            .containsAll(beside.filter(file -> !file.equals(kustomization))
                                    .toList());
                }
            }
        }
    }

    @Test
    void theRulesOfTheOperatorAreThoseOfPrometheus() {
        assertThat(at(manifests(COMPONENTS.resolve("prometheus-operator")).get("PrometheusRule"), "spec", "groups"))
                .isEqualTo(at(yaml(Path.of("server-config", "prometheus", "rules.yml")), "groups"));
    }

    /** The rules look for the job "parley"; the operator takes the name from a label of the pods. */
    @Test
    void theOperatorFindsThePods() {
        Object monitor = manifests(COMPONENTS.resolve("prometheus-operator")).get("PodMonitor");
        Map<?, ?> labels = (Map<?, ?>) at(byKind.get("Deployment"), "spec", "template", "metadata", "labels");

        assertThat(at(monitor, "spec", "selector", "matchLabels")).isEqualTo(labels);
        assertThat(labels.get(at(monitor, "spec", "jobLabel"))).isEqualTo("parley");
        assertThat(at(monitor, "spec", "podMetricsEndpoints", 0, "port"))
                .isEqualTo(at(container(), "ports", 0, "name"));
        assertThat(at(monitor, "spec", "podMetricsEndpoints", 0, "path")).isEqualTo("/api/metrics");
    }

    @Test
    void anotherNodeIsStartedBeforeThoseThatAreThereAreFull() {
        Object scaler = manifests(COMPONENTS.resolve("autoscaling")).get("HorizontalPodAutoscaler");
        Object metric = at(scaler, "spec", "metrics", 0, "pods");
        double most = Double.parseDouble((String) at(byKind.get("ConfigMap"), "data", "WEBSOCKET_MAX_CONNECTIONS"));

        assertThat(at(scaler, "spec", "scaleTargetRef", "name"))
                .isEqualTo(at(byKind.get("Deployment"), "metadata", "name"));
        assertThat(at(metric, "metric", "name")).isEqualTo("parley_connections");
        assertThat(Double.parseDouble((String) at(metric, "target", "averageValue")))
                .isEqualTo(FULL_ENOUGH * most);
        assertThat(at(scaler, "spec", "minReplicas")).isEqualTo(at(byKind.get("Deployment"), "spec", "replicas"));
    }

    @Test
    void theNetworkPolicyIsForThePodsAndOpensTheirPort() {
        Object policy = byKind.get("NetworkPolicy");

        assertThat(at(policy, "spec", "podSelector", "matchLabels"))
                .isEqualTo(at(byKind.get("Deployment"), "spec", "template", "metadata", "labels"));
        assertThat(at(policy, "spec", "ingress", 0, "ports", 0, "port")).isEqualTo(at(container(), "ports", 0, "name"));
    }

    @Test
    void everyVariableIsASettingOfTheCode() {
        List<Object> names = new ArrayList<>();
        ((List<?>) at(container(), "env")).forEach(variable -> names.add(at(variable, "name")));
        names.addAll(((Map<?, ?>) at(byKind.get("ConfigMap"), "data")).keySet());

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(knownNames()).contains((String) name));
    }

    @Test
    void theConfigurationIsOneThatTheNodeStartsWith() {
        Map<?, ?> data = (Map<?, ?>) at(byKind.get("ConfigMap"), "data");

        Settings settings = Settings.read(name -> Optional.ofNullable((String) data.get(environmentName(name)))
                .map(text -> new SettingSource.Given(text, "config map")));

        assertThat(settings.port()).isEqualTo(at(container(), "ports", 0, "containerPort"));
        assertThat(settings.admission()
                        .origins()
                        .allows(
                                Optional.of("https://" + at(byKind.get("Ingress"), "spec", "rules", 0, "host")),
                                "http",
                                "parley:3001"))
                .as("the page of the ingress may connect")
                .isTrue();
    }

    @Test
    void theSelectorsFindThePods() {
        Object labels = at(byKind.get("Deployment"), "spec", "template", "metadata", "labels");

        assertThat(at(byKind.get("Deployment"), "spec", "selector", "matchLabels"))
                .isEqualTo(labels);
        assertThat(at(byKind.get("PodDisruptionBudget"), "spec", "selector", "matchLabels"))
                .isEqualTo(labels);
        assertThat(at(byKind.get("Service"), "spec", "selector")).isEqualTo(labels);
    }

    @Test
    void theReferencesLeadSomewhere() {
        assertThat(at(container(), "envFrom", 0, "configMapRef", "name"))
                .isEqualTo(at(byKind.get("ConfigMap"), "metadata", "name"));
        assertThat(at(byKind.get("Ingress"), "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"))
                .isEqualTo(at(byKind.get("Service"), "metadata", "name"));
        assertThat(at(
                        byKind.get("Ingress"),
                        "spec",
                        "rules",
                        0,
                        "http",
                        "paths",
                        0,
                        "backend",
                        "service",
                        "port",
                        "name"))
                .isEqualTo(at(byKind.get("Service"), "spec", "ports", 0, "name"));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(at(container(), probe, "httpGet", "port")).isEqualTo(at(container(), "ports", 0, "name"));
        }
        assertThat(at(byKind.get("Service"), "spec", "ports", 0, "targetPort"))
                .isEqualTo(at(container(), "ports", 0, "name"));
    }

    /** The pause, the drain, the two seconds for who is left then, and the server's own end. */
    @Test
    void aPodHasTheTimeToSayGoodbye() {
        String script = (String) at(container(), "lifecycle", "preStop", "exec", "command", 2);
        Matcher pause = Pattern.compile("sleep (\\d+); ").matcher(script);
        int grace = (int) at(byKind.get("Deployment"), "spec", "template", "spec", "terminationGracePeriodSeconds");

        assertThat(pause.lookingAt()).isTrue();
        assertThat(grace).isGreaterThanOrEqualTo(Integer.parseInt(pause.group(1)) + DRAIN + LAST_GOODBYES + SERVER_END);
    }

    /** As the controller has it for case_sensitive: a regular expression from the beginning of the path on. */
    private static boolean lets(Object rule, String path) {
        return at(rule, "pathType").equals("ImplementationSpecific")
                && Pattern.compile("^" + at(rule, "path")).matcher(path).find();
    }

    @Test
    void theIngressLetsThroughWhatClientsAskForAndNothingElse() {
        List<?> rules = (List<?>) at(byKind.get("Ingress"), "spec", "rules", 0, "http", "paths");

        assertThat(at(byKind.get("Ingress"), "metadata", "annotations", "nginx.org/path-regex"))
                .isEqualTo("case_sensitive");
        assertThat(rules)
                .as("what the controller takes in a path")
                .allMatch(rule -> ((String) at(rule, "path")).matches("/[^\\s;{}\\\\\"]*"));
        assertThat(List.of(
                        "/",
                        "/index.html",
                        "/favicon.svg",
                        "/assets/index.js",
                        "/api/info",
                        "/api/users/oidc:ann/presence",
                        "/api/rooms/the tea room of café \u2615",
                        "/ready",
                        "/socket.io",
                        "/socket.io/",
                        "/socket.io/socket.io.js"))
                .allMatch(path -> rules.stream().anyMatch(rule -> lets(rule, path)));
        assertThat(List.of(
                        "/metrics",
                        "/metrics/base",
                        "/health",
                        "/health/live",
                        "/openapi",
                        "/openapi/ui",
                        "/application.wadl",
                        "/ready/application.wadl",
                        "/dev/token",
                        "/readymetrics",
                        "/socket.iometrics",
                        "/socketxio/",
                        "/api/..;/metrics",
                        "/api/x;y/../../metrics",
                        "/socket.io/..;/health",
                        "/assets/..;/openapi",
                        "/refused/401"))
                .noneMatch(path -> rules.stream().anyMatch(rule -> lets(rule, path)));
    }

    @Test
    void nginxRefusesWhateverItHasNotBeenToldOf() throws IOException {
        String configuration = Files.readString(Path.of("server-config", "nginx", "nginx.conf"));

        assertThat(configuration)
                .containsPattern("location / \\{\\s+return 404;")
                .containsPattern("location ~ \";\" \\{");
        assertThat(configuration).doesNotContain("location ~ ^/(health");
    }

    /** What so many clients may make a node hold, whatever they do, by "Sizing" in operations.md. */
    private static double mostHeld(long connections, long heap, Settings settings) {
        double budgets =
                (double) (settings.engine().sendBudget() + settings.engine().receiveBudget())
                        / Runtime.getRuntime().maxMemory();
        return connections * (IDLE + UNCOUNTED) + (budgets + METADATA) * heap + SERVER;
    }

    @Test
    void theHeapOfAPodIsGoodForItsConnections() throws IOException {
        Settings settings = Settings.read(KubernetesTest::withAKey);
        Matcher memory = Pattern.compile("(\\d+)Gi").matcher((String) at(container(), "resources", "limits", "memory"));
        Matcher share = Pattern.compile("MaxRAMPercentage=(\\d+)")
                .matcher(Files.readString(Path.of("server-config", "payara-micro", "run.sh")));
        assertThat(memory.matches() && share.find()).isTrue();
        long heap = (Long.parseLong(memory.group(1)) << 30) / 100 * Long.parseLong(share.group(1));
        String connections = (String) at(byKind.get("ConfigMap"), "data", "WEBSOCKET_MAX_CONNECTIONS");

        assertThat(mostHeld(Long.parseLong(connections), heap, settings)).isLessThan(MOST_OF_THE_HEAP * heap);
    }

    @Test
    void aHeapOf768MegabytesIsGoodForTheDefaults() {
        Settings settings = Settings.read(KubernetesTest::withAKey);
        long heap = 768L << 20;

        assertThat(mostHeld(settings.admission().maxConnections(), heap, settings))
                .isLessThan(MOST_OF_THE_HEAP * heap);
    }

    /** A proxy that is more impatient would end connections that are all right. */
    @Test
    void theProxiesWaitLongerThanTheHeartbeat() throws IOException {
        EngineSettings engine = Settings.read(KubernetesTest::withAKey).engine();
        long heartbeat = engine.pingInterval().plus(engine.pingTimeout()).toSeconds();

        assertThat(at(byKind.get("Ingress"), "metadata", "annotations", "nginx.org/proxy-read-timeout"))
                .isEqualTo("90s");
        assertThat(Files.readString(Path.of("server-config", "nginx", "nginx.conf")))
                .containsPattern("proxy_read_timeout +90s;");
        assertThat(heartbeat).isLessThan(90);
    }
}
