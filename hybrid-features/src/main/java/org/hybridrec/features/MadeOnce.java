package org.hybridrec.features;

import java.util.Arrays;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the cells of a column, by the numbers that the source gives their values; so it
 * is made once for each value and not for each row. A cell without a number, or with several
 * values, has nothing here.
 *
 * @param <T> what is made; it must follow from the value alone
 */
final class MadeOnce<T> {

  /** Values with higher numbers are made anew each time. */
  private static final int MOST = 1 << 18;

  private final int column;
  private @Nullable SourceColumn cells;
  private @Nullable Object dictionary;
  private @Nullable Object[] made = new Object[0];
  private int key;

  MadeOnce(int column) {
    this.column = column;
  }

  void open(SourceBatch batch) {
    SourceColumn opened = batch.column(column);
    Object numbers = opened.dictionary();
    cells = numbers == null ? null : opened;
    if (numbers != null && numbers != dictionary) {
      dictionary = numbers;
      Arrays.fill(made, null);
    }
  }

  /** Returns false if no cell of the batch has a number. */
  boolean possible() {
    return cells != null;
  }

  /** Returns what was made of the row's cell, or null: it is then to be made. */
  @SuppressWarnings("unchecked") // filled by remember alone
  @Nullable T of(int row) {
    key = key(row);
    return key >= 0 && key < made.length ? (T) made[key] : null;
  }

  private int key(int row) {
    if (cells == null || cells.valueCount(row) != 1 || cells.isInvalid(row)) {
      return -1;
    }
    int number = cells.key(row, 0);
    return number < MOST ? number : -1;
  }

  /** Keeps what was made of the cell that was last asked for, if it has a number. */
  void remember(T value) {
    if (key < 0) {
      return;
    }
    if (key >= made.length) {
      made = Arrays.copyOf(made, Math.max(key + 64, 2 * made.length));
    }
    made[key] = value;
  }
}
