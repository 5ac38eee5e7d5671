/**
 * The border to Oracle Tribuo: {@link org.hybridrec.core.tribuo.HybridTrainer} trains from Tribuo's
 * data sets and from our sources, {@link org.hybridrec.core.tribuo.HybridTribuoModel} answers
 * Tribuo's examples, {@link org.hybridrec.core.tribuo.TribuoSource} carries rows both ways, {@link
 * org.hybridrec.core.tribuo.TribuoEvaluation} evaluates. All of it translates; the training loop,
 * the encoder and the evaluator are the ones behind {@link org.hybridrec.core.HybridRecommender}.
 *
 * <p>An example's features are cells by their names: {@code field@value}, as Tribuo's {@code
 * RowProcessor} makes them. The only package that imports Tribuo.
 */
@NullMarked
package org.hybridrec.core.tribuo;

import org.jspecify.annotations.NullMarked;
