/**
 * Text to vectors, and to words.
 *
 * <p>A {@link org.hybridrec.features.text.Tokenizer} cuts a text into words, for bags of words and
 * for the encoders here. A {@link org.hybridrec.features.text.VectorEncoder} turns the values of a
 * field into floats; a {@link org.hybridrec.features.text.TextEncoder} does so for text. Encoders
 * are frozen: training never changes them, and their {@code name} and {@code fingerprint} let a
 * model file demand the very same one when it is loaded.
 *
 * <p>Imports {@code hashing} and nothing else of this library.
 */
@NullMarked
package org.hybridrec.features.text;

import org.jspecify.annotations.NullMarked;
