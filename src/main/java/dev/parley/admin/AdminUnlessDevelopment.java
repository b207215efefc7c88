package dev.parley.admin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource class with {@code @PermitAll}: its methods need the role {@link AdminApplication#ADMIN} all the same, but
 * not in development mode, in which only requests of this machine come so far. It is no {@code @RolesAllowed}, because
 * servers enforce that in any mode.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface AdminUnlessDevelopment {}
