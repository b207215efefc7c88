package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is called once for each connected socket that has left the namespace, after the socket's last event, on a
 * managed thread. Parameters are the special types of {@link OnEvent}, but no {@link Ack}, and {@link DisconnectReason}.
 * {@link Socket#rooms()} gives the rooms that the socket was in. An exception is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnDisconnect {}
