package dev.parley.it;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS application of another team, as most are: it names no class, and gets what the server finds in the WAR. */
@ApplicationPath("/rest")
public class GuestApplication extends Application {}
