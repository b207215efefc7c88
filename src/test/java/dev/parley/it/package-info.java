/** Integration tests: the real WAR in a real server, with real clients. */
package dev.parley.it;
