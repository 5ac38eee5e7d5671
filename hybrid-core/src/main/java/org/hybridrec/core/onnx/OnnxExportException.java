package org.hybridrec.core.onnx;

/**
 * A model, or a part of it, cannot be exported. The message says which, why, and what to do
 * instead. Thrown before anything is written.
 */
public final class OnnxExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OnnxExportException(String message) {
    super(message);
  }
}
