package dev.parley.events.call;

import dev.parley.api.Problem;
import dev.parley.api.ProblemException;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.session.IncidentLog;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Decides what a client is told when a handler has failed. */
final class Failures {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    /** What servers wrap around the exception of a bean. Not all of these classes are there everywhere. */
    private static final Set<String> WRAPPERS = Set.of(
            "jakarta.ejb.EJBException",
            "jakarta.ejb.EJBTransactionRolledbackException",
            "jakarta.transaction.TransactionalException");

    private final ErrorHandlers handlers;
    private final ClientErrors errors;
    private final EventServices services;

    Failures(ErrorHandlers handlers, ClientErrors errors, EventServices services) {
        this.handlers = handlers;
        this.errors = errors;
        this.services = services;
    }

    /**
     * Makes the error for the client. It never fails.
     *
     * @param handler the handler that has failed
     * @param call the call that has failed
     * @param mayBlock whether the calling thread may block
     * @return the error; completed at once unless an {@code @OnError} method needs another thread
     */
    CompletableFuture<JsonObject> describe(
            HandlerDeclaration handler, HandlerCall call, Throwable thrown, boolean mayBlock) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof RefusedException refusal) {
            return CompletableFuture.completedFuture(errors.of(refusal));
        }
        Optional<PreparedHandler> found = handlers.find(handler.bean(), failure);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(byDefault(handler, failure));
        }
        if (mayBlock || found.get().mayRunWithoutBlocking()) {
            return CompletableFuture.completedFuture(byHandler(found.get(), handler, call, failure));
        }
        return elsewhere(() -> byHandler(found.get(), handler, call, failure), services.blocking())
                .exceptionally(rejected -> byDefault(handler, failure));
    }

    private static CompletableFuture<JsonObject> elsewhere(Supplier<JsonObject> task, Executor executor) {
        try {
            return CompletableFuture.supplyAsync(task, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private JsonObject byHandler(
            PreparedHandler chosen, HandlerDeclaration handler, HandlerCall call, Throwable failure) {
        try {
            Object problem = chosen.callInScope(services, call.withSubject(failure));
            if (problem == null) {
                throw new IllegalStateException(chosen.declaration() + " returned null");
            }
            return errors.of((Problem) problem);
        } catch (Exception | Error e) {
            if (e != failure) {
                e.addSuppressed(failure);
            }
            return byDefault(chosen.declaration(), e);
        }
    }

    private JsonObject byDefault(HandlerDeclaration handler, Throwable failure) {
        if (failure instanceof InvalidArgumentsException invalid) {
            return errors.of(invalid.refusal());
        }
        if (failure instanceof ProblemException problem) {
            try {
                return errors.of(problem.problem());
            } catch (RuntimeException e) {
                return incident(handler, e);
            }
        }
        return incident(handler, failure);
    }

    /** Logs a failure of the server, and makes the error for the client. */
    JsonObject incident(HandlerDeclaration handler, Throwable failure) {
        return errors.of(IncidentLog.log(LOG, "a call of " + handler, failure));
    }

    /** The exception of the application, without what stages and servers wrap around it. */
    private Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while (isWrapper(failure) && failure.getCause() != null && !handlers.name(failure.getClass())) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof UndeclaredThrowableException
                || WRAPPERS.contains(failure.getClass().getName());
    }
}
