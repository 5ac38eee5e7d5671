/** Benchmarks of what the package keeps to itself. */
@org.jspecify.annotations.NullMarked
package org.hybridrec.core.training;
