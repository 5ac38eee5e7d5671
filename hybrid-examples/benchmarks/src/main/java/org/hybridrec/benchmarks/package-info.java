/**
 * The reference training step and the one-row recommendation, timed: alone by JMH, and side by side
 * with TensorFlow and PyTorch. {@link org.hybridrec.benchmarks.ReferenceStep} is the problem, an
 * {@link org.hybridrec.benchmarks.Engine} solves it, Benchmarks is the command line.
 */
@NullMarked
package org.hybridrec.benchmarks;

import org.jspecify.annotations.NullMarked;
