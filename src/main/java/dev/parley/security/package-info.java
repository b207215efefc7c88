/**
 * Who may connect, from which web page, who may enter which room, and who may call which method: JSON Web Tokens as MicroProfile JWT describes
 * them, origins (RFC 6454) and room rules. All tokens, headers and room names come from strangers, so no public method
 * throws an exception because of them: a rejection is an ordinary result with a reason that a person can act on.
 *
 * <p>Uses: {@code api}, {@code limits}.
 * <p>Libraries: {@code com.nimbusds}, {@code jakarta.annotation}, {@code jakarta.json}, {@code org.eclipse.microprofile.jwt}.
 */
package dev.parley.security;
