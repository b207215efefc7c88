package dev.parley.events.cdi;

import dev.parley.api.Ack;
import dev.parley.api.Caller;
import dev.parley.api.Emitter;
import dev.parley.api.Handshake;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.annotation.Annotation;
import java.security.Principal;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The beans that an application can inject. All are dependent objects that look up what is behind them at each call, so
 * they can be injected into beans of any scope, and the application can start before the node.
 */
final class ProvidedBeans {

    private volatile Function<String, Emitter> emitters = namespace -> {
        throw new IllegalStateException("The emitter of " + namespace
                + " can be used only after the node has started, which is when the application's ServletContext is"
                + " initialized.");
    };

    /** The node has started. */
    void emitters(Function<String, Emitter> started) {
        emitters = started;
    }

    void addTo(AfterBeanDiscovery beans) {
        beans.<Emitter>addBean()
                .beanClass(EventsExtension.class)
                .types(Emitter.class, Object.class)
                .qualifiers(NamespaceLiteral.ANY)
                .scope(Dependent.class)
                .produceWith(this::emitter);
        add(beans, Socket.class, Default.Literal.INSTANCE, "the socket of the event", CurrentEvent::socket);
        add(
                beans,
                Handshake.class,
                Default.Literal.INSTANCE,
                "the handshake of the event's socket",
                CurrentEvent::handshake);
        add(beans, Ack.class, Default.Literal.INSTANCE, "the acknowledgement of the event", CurrentEvent::ack);
        add(beans, JsonWebToken.class, CallerLiteral.INSTANCE, "the token of the caller", CurrentEvent::token);
        add(beans, Principal.class, CallerLiteral.INSTANCE, "the caller", CurrentEvent::token);
    }

    private Emitter emitter(Instance<Object> lookup) {
        String namespace = EmitterPoints.namespace(
                        lookup.select(InjectionPoint.class).get())
                .orElse("/");
        return Delegate.of(Emitter.class, "the emitter of " + namespace, () -> emitters.apply(namespace));
    }

    private static <T> void add(
            AfterBeanDiscovery beans, Class<T> type, Annotation qualifier, String name, Supplier<? extends T> target) {
        beans.<T>addBean()
                .beanClass(EventsExtension.class)
                .types(type, Object.class)
                .qualifiers(qualifier)
                .scope(Dependent.class)
                .produceWith(lookup -> Delegate.of(type, name, target));
    }

    /** The qualifier of all emitters; its value does not bind. */
    private static final class NamespaceLiteral extends AnnotationLiteral<SocketNamespace> implements SocketNamespace {

        private static final long serialVersionUID = 1L;
        private static final NamespaceLiteral ANY = new NamespaceLiteral();

        @Override
        public String value() {
            return "/";
        }
    }

    private static final class CallerLiteral extends AnnotationLiteral<Caller> implements Caller {

        private static final long serialVersionUID = 1L;
        private static final CallerLiteral INSTANCE = new CallerLiteral();
    }
}
