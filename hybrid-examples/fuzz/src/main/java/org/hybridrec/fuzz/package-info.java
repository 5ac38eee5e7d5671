/**
 * Files from outside, bent by a fuzzer that sees which code they reach. {@link
 * org.hybridrec.fuzz.Fuzz} starts it on one {@link org.hybridrec.fuzz.Target}; the page on
 * reliability has the command.
 */
@NullMarked
package org.hybridrec.fuzz;

import org.jspecify.annotations.NullMarked;
