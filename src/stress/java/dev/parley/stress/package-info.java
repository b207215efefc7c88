/** What the tests of interleavings have in common. Each of them is in the package of what it tests. */
package dev.parley.stress;
