package dev.parley.events.cdi;

import dev.parley.api.Emitter;
import dev.parley.api.SocketNamespace;
import dev.parley.events.call.EventScope;
import dev.parley.events.declaration.DeclarationException;
import dev.parley.events.declaration.DeclarationReader;
import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.NamespaceDeclaration;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds the beans of own events, and stops the deployment if what they declare cannot work. The container calls the
 * observers while it starts the application, on one thread; the node uses the other methods afterwards.
 */
public class EventsExtension implements Extension {

    private static final Logger LOG = System.getLogger(EventsExtension.class.getName());

    private final List<Bean<?>> found = new ArrayList<>();
    private final List<BeanReference> references = new ArrayList<>();
    private final EmitterPoints points = new EmitterPoints();
    private final ProvidedBeans provided = new ProvidedBeans();
    private List<NamespaceDeclaration> namespaces = List.of();

    /**
     * A class with a qualifier is no longer a bean for plain {@code @Inject}. {@code @SocketNamespace} is a qualifier for
     * the sake of emitters only, so the class gets the default qualifier again.
     */
    void beDefault(@Observes @WithAnnotations(SocketNamespace.class) ProcessAnnotatedType<?> event, BeanManager beans) {
        Set<Annotation> annotations = event.getAnnotatedType().getAnnotations();
        boolean others = annotations.stream()
                .map(Annotation::annotationType)
                .anyMatch(type -> beans.isQualifier(type) && type != SocketNamespace.class && !isNeutral(type));
        if (event.getAnnotatedType().isAnnotationPresent(SocketNamespace.class) && !others) {
            event.configureAnnotatedType().add(Default.Literal.INSTANCE);
        }
    }

    private static boolean isNeutral(Class<?> qualifier) {
        return qualifier == jakarta.inject.Named.class || qualifier == jakarta.enterprise.inject.Any.class;
    }

    void collect(@Observes ProcessManagedBean<?> event) {
        if (HandlerAnnotations.areIn(event.getAnnotatedBeanClass())) {
            found.add(event.getBean());
        }
    }

    void collect(@Observes ProcessInjectionPoint<?, Emitter> event) {
        points.add(event.getInjectionPoint());
    }

    void add(@Observes AfterBeanDiscovery event) {
        provided.addTo(event);
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
        List<EventBean> declared = new ArrayList<>();
        for (Bean<?> bean : found) {
            BeanReference reference = new BeanReference(beans, bean);
            references.add(reference);
            declared.add(new EventBean(reference.type(), reference));
        }
        found.clear();
        List<String> faults = new ArrayList<>();
        try {
            namespaces = DeclarationReader.read(declared);
            faults.addAll(points.faults(namespaces));
        } catch (DeclarationException e) {
            faults.addAll(e.faults());
        }
        for (String fault : faults) {
            LOG.log(Level.ERROR, "Parley does not start: {0}", fault);
            event.addDeploymentProblem(new DeploymentException(fault));
        }
    }

    /**
     * The faults that only the server can tell: classes with {@code @SocketNamespace} that are no beans. One line for each.
     *
     * @param classes the names of all classes with the annotation
     */
    public List<String> faults(Set<String> classes) {
        Set<String> beans =
                references.stream().map(BeanReference::type).map(Class::getName).collect(Collectors.toSet());
        return classes.stream()
                .filter(name -> !beans.contains(name))
                .sorted()
                .map(name -> name + " has @SocketNamespace and is no bean. Give the class a scope, such as"
                        + " @ApplicationScoped, and its archive a beans.xml.")
                .toList();
    }

    /** The namespaces that the application's beans declare. */
    public List<NamespaceDeclaration> namespaces() {
        return namespaces;
    }

    /**
     * The scope of events.
     *
     * @param controllers makes a controller for the request contexts of the application
     */
    public EventScope scope(Supplier<RequestContextController> controllers) {
        return new RequestContextScope(controllers);
    }

    /**
     * Begins the events: injected emitters work from now on, and the dependent beans are made.
     *
     * @param emitters gives the emitter for the name or pattern of a declared namespace
     */
    public void start(Function<String, Emitter> emitters) {
        provided.emitters(emitters);
        references.stream().filter(BeanReference::isDependent).forEach(BeanReference::get);
    }

    /** Ends the events: destroys the dependent beans. No handler is called any more. */
    public void stop() {
        references.stream().filter(BeanReference::isDependent).forEach(BeanReference::release);
    }
}
