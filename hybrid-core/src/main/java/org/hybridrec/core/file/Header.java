package org.hybridrec.core.file;

import java.util.List;
import java.util.SortedMap;

/**
 * What the header of a file says, not yet checked against the file.
 *
 * @param metadata the texts, without format and version
 * @param entries the tensors in the header's order
 */
record Header(SortedMap<String, String> metadata, List<Entry> entries) {

  /**
   * One tensor.
   *
   * @param name any text
   * @param dtype any text
   * @param shape any numbers
   * @param begin where its bytes start, counted from the end of the header
   * @param end where they end
   */
  @SuppressWarnings("ArrayRecordComponent") // a part of a header, compared by nobody
  record Entry(String name, String dtype, long[] shape, long begin, long end) {}
}
