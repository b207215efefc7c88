package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method handles the events with one name that other servers of the cluster send with {@code serverSideEmit}, in
 * whatever language they are written. Its parameters are the event's arguments, as with {@link OnEvent}; the special
 * types are not there, because no socket is concerned. What it returns, now or by a {@code CompletionStage}, answers a
 * server that asked for an answer; if it fails, no answer is sent and the failure is logged. The events of a namespace
 * are handled one after the other on a managed thread. Not for the namespaces of a pattern.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnServerEvent {

    /** The event's name. */
    String value();
}
