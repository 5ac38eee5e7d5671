package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hybridrec.features.storage.TemporaryFile;

/**
 * Encoded rows in few bytes, kept in memory up to a limit and beyond it in one temporary file, from
 * which a batch reads the rows it needs by their positions. The rows are the same either way, bit
 * for bit. Immutable and thread-safe until it is closed; its builder is neither.
 *
 * <p>A row takes 4 bytes for its label; 4 for its weight from the first on that is not 1; 1, 2 or 4
 * for an id, by the cardinality of its slot; 4 for a float. Where a slot's rows have several ids,
 * each has its number too, and its weight if any has one. A wide vector that comes in many rows, as
 * that of a title does, is kept once, and a row has its number. Beside the rows there are about 30
 * bytes of memory for each thousand.
 *
 * <p>Closing frees the memory and deletes the file.
 */
public final class CompactRows implements EncodedRows, AutoCloseable {

  /** Rows of a block, which is written in one piece. */
  static final int BLOCK_ROWS = 1024;

  private final InputLayout layout;
  private final BlockStore blocks;
  private final List<RowFormat> formats;

  /** For each block its first row, and at last the number of rows. */
  private final long[] firstRows;

  private final short[] formatOfBlock;
  private final long[] labelCounts;
  private final double[] labelWeights;
  private final long vectorBytes;

  private CompactRows(CompactRowsWriter writer) {
    this.layout = writer.layout;
    this.blocks = writer.blocks;
    this.formats = List.copyOf(writer.formats);
    this.firstRows = Arrays.copyOf(writer.firstRows, writer.blockCount + 1);
    this.formatOfBlock = Arrays.copyOf(writer.formatOfBlock, writer.blockCount);
    this.labelCounts = writer.labelCounts;
    this.labelWeights = writer.labelWeights;
    this.vectorBytes = writer.vectorBytes();
  }

  /** Returns a builder of rows of that layout which all stay in memory. */
  public static Builder builder(InputLayout layout) {
    return builder(layout, Long.MAX_VALUE, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Returns a builder of rows of that layout.
   *
   * @param layout the slots
   * @param maxBytes the most that the rows may take in memory; with more they move to a file
   * @param folder where that file is made
   * @throws IllegalArgumentException if maxBytes is below 0
   */
  public static Builder builder(InputLayout layout, long maxBytes, Path folder) {
    return builder(layout, maxBytes, folder, BLOCK_ROWS);
  }

  static Builder builder(InputLayout layout, long maxBytes, Path folder, int blockRows) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("row memory must be at least 0 bytes, was " + maxBytes);
    }
    return new Builder(new CompactRowsWriter(layout, new BlockStore(maxBytes, folder), blockRows));
  }

  /**
   * Takes batches one after the other. Not thread-safe. To be closed if it does not come to {@link
   * #build}; afterwards closing it does nothing.
   */
  public static final class Builder implements AutoCloseable {

    private final CompactRowsWriter writer;
    private boolean built;

    private Builder(CompactRowsWriter writer) {
      this.writer = writer;
    }

    /**
     * Adds the rows of a batch whose label is known.
     *
     * @throws IllegalArgumentException if the batch has another layout
     * @throws IllegalStateException if its rows have no labels at all
     * @throws org.hybridrec.features.storage.TemporaryFileException if the file cannot be made or
     *     written
     */
    public Builder addLabelled(EncodedBatch batch) {
      if (!batch.layout().equals(writer.layout)) {
        throw new IllegalArgumentException(
            "expected rows of the layout " + writer.layout + ", were of " + batch.layout());
      }
      for (int row = 0; row < batch.rowCount(); row++) {
        if (batch.label(row) != EncodedBatch.UNKNOWN_LABEL) {
          writer.add(batch, row);
        }
      }
      return this;
    }

    /** Returns the rows added so far. The builder is of no further use. */
    public CompactRows build() {
      writer.finish();
      built = true;
      return new CompactRows(writer);
    }

    @Override
    public void close() {
      if (!built) {
        writer.blocks.close();
      }
    }
  }

  @Override
  public InputLayout layout() {
    return layout;
  }

  @Override
  public long rowCount() {
    return firstRows[firstRows.length - 1];
  }

  /** Returns how often each class is the label of a row, [classCount]. */
  public long[] labelCounts(int classCount) {
    return Arrays.copyOf(labelCounts, classCount);
  }

  /**
   * Returns for each class the sum of the weights of the rows whose label it is, [classCount]: how
   * often it is the label where rows have no weights.
   */
  public double[] labelWeights(int classCount) {
    return Arrays.copyOf(labelWeights, classCount);
  }

  /** Returns the sum of the weights of all rows: their number where they have none. */
  public double weightSum() {
    return Arrays.stream(labelWeights).reduce(0, Double::sum);
  }

  /** Returns the bytes of the rows, in memory or in the file. */
  public long size() {
    return blocks.size();
  }

  /** Returns the bytes of memory that the rows take, vectors that are kept once included. */
  public long memoryBytes() {
    return vectorBytes + (spilled() ? 0 : size());
  }

  /** Returns true if the rows are in a file. */
  public boolean spilled() {
    return blocks.spilled();
  }

  @Override
  public EncodedBatch gather(long[] rows, int from, int to) {
    BatchWriter batch = new BatchWriter(layout, to - from);
    ByteBuffer bytes = ByteBuffer.allocate(64);
    for (int i = from; i < to; i++) {
      long row = Objects.checkIndex(rows[i], rowCount());
      int block = blockOf(row);
      RowFormat format = formats.get(formatOfBlock[block]);
      int rowsOfBlock = (int) (firstRows[block + 1] - firstRows[block]);
      bytes = format.load(blocks, block, (int) (row - firstRows[block]), rowsOfBlock, bytes);
      format.read(bytes, batch);
    }
    return batch.batch();
  }

  private int blockOf(long row) {
    int found = Arrays.binarySearch(firstRows, row);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * Frees the memory and deletes the file.
   *
   * @throws org.hybridrec.features.storage.TemporaryFileException if the system does not let it
   *     {@linkplain TemporaryFile#close go}
   */
  @Override
  public void close() {
    blocks.close();
  }
}
