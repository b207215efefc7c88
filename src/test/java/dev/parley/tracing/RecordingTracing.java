package dev.parley.tracing;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what it is told. Spans name themselves by what they are for. */
public final class RecordingTracing implements Tracing {

    /** The context of each span that is sent. */
    public static final TraceContext SENT =
            TraceContext.of("00-11111111111111111111111111111111-2222222222222222-01", "vendor=1");

    private final List<String> told = new CopyOnWriteArrayList<>();

    /** What it was told, in that order. */
    public List<String> told() {
        return told;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public EventSpan arrived(String namespace, String event, TraceContext parent, TraceContext related) {
        told.add(
                "arrived " + namespace + " " + event + of(parent) + (related.isNone() ? "" : ", linked" + of(related)));
        return new Arrived(event);
    }

    private static String of(TraceContext context) {
        return context.isNone() ? "" : " of " + context.parent().charAt(4) + context.state();
    }

    @Override
    public DeliverySpan sending(String namespace, String event) {
        return begun("sending " + namespace + " " + event);
    }

    @Override
    public DeliverySpan delivering(String namespace, String event, TraceContext sender) {
        return begun("delivering " + namespace + " " + event + of(sender));
    }

    private DeliverySpan begun(String what) {
        told.add(what);
        return new DeliverySpan() {
            @Override
            public TraceContext context() {
                return SENT;
            }

            @Override
            public void close() {
                told.add("end of " + what);
            }
        };
    }

    @Override
    public void delivered(int receivers) {
        told.add("receivers: " + receivers);
    }

    private final class Arrived implements EventSpan {

        private final String name;
        private final AtomicInteger holders = new AtomicInteger(1);

        Arrived(String name) {
            this.name = name;
        }

        @Override
        public Scope activate() {
            told.add(name + " is active");
            return () -> told.add(name + " is not active");
        }

        @Override
        public void hold() {
            holders.incrementAndGet();
        }

        @Override
        public void failed(String type) {
            told.add(name + " failed: " + type);
        }

        @Override
        public void end() {
            int left = holders.decrementAndGet();
            if (left <= 0) {
                told.add(left == 0 ? name + " is over" : name + " was over before");
            }
        }

        @Override
        public void endWith(CompletionStage<?> stage) {
            stage.whenComplete((result, failure) -> end());
        }
    }
}
