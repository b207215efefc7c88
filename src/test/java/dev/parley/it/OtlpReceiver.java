package dev.parley.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Takes what is exported by OTLP over HTTP in Protobuf, as a collector does, and keeps it. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer http;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final Set<String> metrics = ConcurrentHashMap.newKeySet();

    /** Starts on a port of its own, on loopback. */
    OtlpReceiver() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", this::serve);
        http.start();
    }

    /** The address, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** All spans that have come; a live view. */
    List<Span> spans() {
        return spans;
    }

    /** The names of all metrics that have come; a live view. */
    Set<String> metrics() {
        return metrics;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (InputStream body = body(exchange)) {
            switch (exchange.getRequestURI().getPath()) {
                case "/v1/traces" -> take(ExportTraceServiceRequest.parseFrom(body));
                case "/v1/metrics" -> take(ExportMetricsServiceRequest.parseFrom(body));
                default -> body.readAllBytes();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } finally {
            exchange.close();
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    private void take(ExportTraceServiceRequest request) {
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(spans::add);
    }

    private void take(ExportMetricsServiceRequest request) {
        request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .map(Metric::getName)
                .forEach(metrics::add);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
