package dev.parley.events.call;

import dev.parley.events.declaration.HandlerDeclaration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.Set;

/** The constraints on one handler's parameters and result. */
final class MethodConstraints {

    private final HandlerDeclaration handler;
    private final ExecutableValidator validator;
    private final boolean onParameters;
    private final boolean onResult;

    private MethodConstraints(HandlerDeclaration handler, Validator validator, MethodDescriptor found) {
        this.handler = handler;
        this.validator = validator.forExecutables();
        this.onParameters = found != null
                && (found.hasConstrainedParameters()
                        || found.getParameterDescriptors().stream().anyMatch(MethodConstraints::isWithinConstrained));
        this.onResult = found != null
                && (found.hasConstrainedReturnValue() || isWithinConstrained(found.getReturnValueDescriptor()));
    }

    /** Whether elements are constrained, as in {@code List<@Valid Order>}: Hibernate Validator does not count these. */
    private static boolean isWithinConstrained(ContainerDescriptor values) {
        return !values.getConstrainedContainerElementTypes().isEmpty();
    }

    /**
     * Looks for constraints, at deployment.
     *
     * @throws jakarta.validation.ValidationException if they contradict the rules of Jakarta Validation
     */
    static MethodConstraints of(HandlerDeclaration handler, Validator validator) {
        Method method = handler.method();
        return new MethodConstraints(
                handler,
                validator,
                validator
                        .getConstraintsForClass(handler.bean().type())
                        .getConstraintsForMethod(method.getName(), method.getParameterTypes()));
    }

    /** @throws InvalidArgumentsException if a constraint is broken */
    void checkArguments(Object bean, Object[] arguments) {
        if (onParameters) {
            Set<ConstraintViolation<Object>> broken = validator.validateParameters(bean, handler.method(), arguments);
            if (!broken.isEmpty()) {
                throw new InvalidArgumentsException(broken, handler.parameters());
            }
        }
    }

    /** @throws ConstraintViolationException if a constraint is broken */
    void checkResult(Object bean, Object result) {
        if (onResult) {
            Set<ConstraintViolation<Object>> broken = validator.validateReturnValue(bean, handler.method(), result);
            if (!broken.isEmpty()) {
                throw new ConstraintViolationException(broken);
            }
        }
    }
}
