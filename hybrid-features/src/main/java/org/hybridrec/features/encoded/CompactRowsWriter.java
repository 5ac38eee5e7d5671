package org.hybridrec.features.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows into blocks. All rows of a block have one format; a row that does not fit it ends the
 * block, and from there on a wider format holds. A format is never taken back, so there are few.
 */
final class CompactRowsWriter {

  /** A block ends where it has so many bytes, however few rows these are. */
  private static final int BLOCK_BYTES = 1 << 20;

  /** Of the memory for rows, what vectors that are kept once may take: one part in so many. */
  private static final int VECTOR_SHARE = 4;

  final InputLayout layout;
  final BlockStore blocks;
  final List<RowFormat> formats = new ArrayList<>();
  private final int blockRows;
  private final List<VectorNumbers> vectors = new ArrayList<>();
  private final RowBytes bytes = new RowBytes();
  long[] firstRows = new long[16];
  short[] formatOfBlock = new short[16];
  int blockCount;
  long[] labelCounts = new long[16];
  double[] labelWeights = new double[16];
  private RowFormat format;
  private int[] starts;
  private int rowsInBlock;

  CompactRowsWriter(InputLayout layout, BlockStore blocks, int blockRows) {
    this.layout = layout;
    this.blocks = blocks;
    this.blockRows = blockRows;
    this.starts = new int[blockRows + 1];
    this.format = RowFormat.narrowest(layout, this::numbers);
    formats.add(format);
  }

  private VectorNumbers numbers(int width) {
    VectorNumbers numbers = new VectorNumbers(width);
    vectors.add(numbers);
    return numbers;
  }

  /** Returns what the vectors that are kept once take. */
  long vectorBytes() {
    return vectors.stream().mapToLong(VectorNumbers::bytes).sum();
  }

  void add(EncodedBatch batch, int row) {
    RowFormat fitting = format.fitting(batch, row);
    if (fitting != format) {
      endBlock();
      format = fitting;
      formats.add(format);
    }
    starts[rowsInBlock++] = bytes.size();
    format.write(batch, row, bytes);
    count(batch.label(row), batch.weight(row));
    if (rowsInBlock == blockRows || bytes.size() >= BLOCK_BYTES) {
      endBlock();
    }
  }

  private void count(int label, float weight) {
    if (label >= labelCounts.length) {
      int length = Math.max(label + 1, 2 * labelCounts.length);
      labelCounts = Arrays.copyOf(labelCounts, length);
      labelWeights = Arrays.copyOf(labelWeights, length);
    }
    labelCounts[label]++;
    labelWeights[label] += weight;
  }

  private void endBlock() {
    if (rowsInBlock == 0) {
      return;
    }
    starts[rowsInBlock] = bytes.size();
    format.writeIndex(starts, rowsInBlock, bytes);
    blocks.add(bytes.array(), bytes.size());
    if (blockCount + 1 == firstRows.length) {
      firstRows = Arrays.copyOf(firstRows, 2 * firstRows.length);
      formatOfBlock = Arrays.copyOf(formatOfBlock, 2 * formatOfBlock.length);
    }
    formatOfBlock[blockCount] = (short) (formats.size() - 1);
    firstRows[blockCount + 1] = firstRows[blockCount] + rowsInBlock;
    blockCount++;
    rowsInBlock = 0;
    bytes.clear();
    limitMemory();
  }

  private void limitMemory() {
    long most = blocks.maxBytes() / VECTOR_SHARE;
    if (vectorBytes() > most) {
      vectors.forEach(VectorNumbers::takeNoMore);
    }
    if (!blocks.spilled() && blocks.size() > blocks.maxBytes() - vectorBytes()) {
      blocks.spill();
    }
  }

  void finish() {
    endBlock();
  }
}
