package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    private static String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusText.write(List.of(), new ProcessFigures("1.2.3"), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static double value(String text, String sample) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(text);
        assertThat(line.find()).as("%s in %s", sample, text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void nameTheBuildAndTheVirtualMachine() throws IOException {
        assertThat(value(text(), "parley_build_info{version=\"1.2.3\"}")).isEqualTo(1);
        assertThat(text())
                .containsPattern("(?m)^jvm_runtime_info\\{.*version=\""
                        + Pattern.quote(System.getProperty("java.runtime.version")) + "\".*} 1");
    }

    @Test
    void measureTheHeapAndItsLimit() throws IOException {
        String text = text();
        double used = value(text, "jvm_memory_used_bytes{area=\"heap\"}");

        assertThat(used).isPositive().isLessThanOrEqualTo(value(text, "jvm_memory_committed_bytes{area=\"heap\"}"));
        assertThat(value(text, "jvm_memory_max_bytes{area=\"heap\"}"))
                .isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(value(text, "jvm_memory_used_bytes{area=\"nonheap\"}")).isPositive();
    }

    @Test
    void countCollectionsForEachCollector() throws IOException {
        double before = sum(text());
        System.gc();

        assertThat(sum(text())).isGreaterThan(before);
    }

    private static double sum(String text) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToDouble(bean -> value(text, "jvm_gc_collection_seconds_count{gc=\"" + bean.getName() + "\"}"))
                .sum();
    }

    @Test
    void measureTheProcess() throws IOException {
        String text = text();

        assertThat(value(text, "process_start_time_seconds") * 1000)
                .isEqualTo(ManagementFactory.getRuntimeMXBean().getStartTime());
        assertThat(value(text, "process_cpu_seconds_total")).isPositive();
        assertThat(value(text, "process_open_fds")).isPositive().isLessThan(value(text, "process_max_fds"));
        assertThat(value(text, "process_resident_memory_bytes")).isGreaterThan(1 << 20);
        assertThat(value(text, "jvm_threads_current"))
                .isPositive()
                .isLessThanOrEqualTo(value(text, "jvm_threads_peak"));
        assertThat(value(text, "jvm_threads_daemon")).isPositive();
    }
}
