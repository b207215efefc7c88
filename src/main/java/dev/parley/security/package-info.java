/**
 * Who may connect, from which web page, and into which rooms: JSON Web Tokens as MicroProfile JWT describes them,
 * origins (RFC 6454) and room rules. Everything that arrives here comes from strangers, so nothing here throws on it:
 * a refusal is an ordinary result with a reason that a person can act on.
 *
 * <p>May depend on the JDK and on the JOSE library (Nimbus), which no other package sees.
 */
package dev.parley.security;
