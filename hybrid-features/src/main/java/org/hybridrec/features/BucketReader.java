package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;

/** The id of a {@link BucketizedColumn}. */
final class BucketReader implements IdReader {

  private final BucketizedColumn column;
  private final NumberReader number;
  private int bucket;

  BucketReader(BucketizedColumn column, Reading reading) {
    this.column = column;
    this.number = new NumberReader(column.number(), reading);
  }

  @Override
  public void open(SourceBatch batch) {
    number.open(batch);
  }

  @Override
  public int load(int row) {
    float value = number.read(row);
    if (Float.isNaN(value)) {
      return 0;
    }
    bucket = column.bucket(value);
    return 1;
  }

  @Override
  public long id(int index) {
    return bucket;
  }
}
