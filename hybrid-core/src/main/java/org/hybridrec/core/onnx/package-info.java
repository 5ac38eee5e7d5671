/**
 * A fitted model as an ONNX file, for ONNX Runtime in any language. {@link
 * org.hybridrec.core.onnx.OnnxExport} is the door: with raw texts and numbers as inputs, where the
 * graph itself hashes and looks up, or with encoded ids and floats, which plain ONNX Runtime runs
 * on every platform. What comes out is an {@link org.hybridrec.core.onnx.OnnxModel}: it says what
 * its inputs are and writes the file. All checks are made before that, so a refusal leaves no file.
 */
@NullMarked
package org.hybridrec.core.onnx;

import org.jspecify.annotations.NullMarked;
