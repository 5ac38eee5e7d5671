package org.hybridrec.features.arrow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one field's values, not yet checked.
 *
 * @param field what the memory holds
 * @param length number of values
 * @param validity one bit a value, 0 for null, or null if there are no nulls
 * @param buffers the buffers behind the validity bitmap, in the order of Arrow's format
 * @param children the values within, of a list its elements
 */
record ArrowArray(
    ArrowField field,
    long length,
    @Nullable Bytes validity,
    List<Bytes> buffers,
    List<ArrowArray> children) {

  ArrowArray {
    buffers = List.copyOf(buffers);
    children = List.copyOf(children);
  }

  Bytes buffer(int index) {
    return buffers.get(index);
  }
}
