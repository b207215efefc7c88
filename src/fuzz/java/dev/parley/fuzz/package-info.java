/** What the fuzz tests have in common. Each of them is in the package of what it tests. */
package dev.parley.fuzz;
