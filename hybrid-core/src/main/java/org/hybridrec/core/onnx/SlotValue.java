package org.hybridrec.core.onnx;

import org.jspecify.annotations.Nullable;

/** What the graph holds for one slot of the input layer: names of values. */
sealed interface SlotValue {

  /** Floats [rows × width]. */
  record Floats(String values) implements SlotValue {}

  /**
   * Ids of rows.
   *
   * @param ids int64 [rows × ids], -1 for an unknown value
   * @param present bool [rows × ids], false where there is no value
   * @param weights float [rows × ids], or null where every weight is 1
   */
  record Ids(String ids, String present, @Nullable String weights) implements SlotValue {}
}
