package org.hybridrec.core.onnx;

/**
 * An input of an exported model. Immutable.
 *
 * @param name its name in the ONNX graph: that of the field or column, with underscores appended
 *     where that name is taken
 * @param kind what goes in, in which shape
 * @param of the field of the rows, for texts and numbers, or else the column
 * @param width floats a row for {@link Kind#VECTOR}, 0 for all others, whose width is free
 * @param meaning how missing values are written, for a reader
 */
public record OnnxInput(String name, Kind kind, String of, int width, String meaning) {

  /** What goes in. Dimensions without a number are free, but at least 1. */
  public enum Kind {
    /** Strings [rows × values]; the empty string is a missing value or the end of a short list. */
    TEXT("string [rows × values]"),
    /** Floats [rows × values]; NaN is a missing value or the end of a short list. */
    NUMBER("float [rows × values]"),
    /** 64-bit ids [rows × ids] of a column; −1 is no id. */
    IDS("int64 [rows × ids]"),
    /** Floats [rows × ids] beside the ids of a column: their weights. */
    WEIGHTS("float [rows × ids]"),
    /** Floats [rows × width]: a column as the network takes it. */
    VECTOR("float [rows × width]"),
    /** One 64-bit integer [1]: how many items are wanted, of which there may be fewer. */
    COUNT("int64 [1]");

    private final String shape;

    Kind(String shape) {
      this.shape = shape;
    }
  }

  @Override
  public String toString() {
    String shape = width > 0 ? "float [rows × " + width + "]" : kind.shape;
    return name + ": " + shape + ", " + meaning;
  }
}
