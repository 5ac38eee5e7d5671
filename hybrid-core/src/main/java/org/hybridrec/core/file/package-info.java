/**
 * The one model file: named tensors and named texts in the safetensors layout, with a SHA-256 over
 * all of it. It knows no model and imports nothing else of this library.
 *
 * <p>Start with {@link org.hybridrec.core.file.TensorFile}, the content of a file, and its builder.
 * {@link org.hybridrec.core.file.Json} reads and writes the structured texts among the metadata.
 * What is wrong with a file is always a {@link org.hybridrec.core.file.ModelFormatException}.
 * Inside, {@code HeaderWriter} and {@code HeaderReader} hold the layout, {@code TensorFileReader}
 * its rules, and {@code AtomicFile} the way onto the disk.
 */
@NullMarked
package org.hybridrec.core.file;

import org.jspecify.annotations.NullMarked;
