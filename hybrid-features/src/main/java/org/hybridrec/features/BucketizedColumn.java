package org.hybridrec.features;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number made a category by boundaries, as TensorFlow's {@code bucketized_column}: the id is the
 * number of boundaries that are not greater than the value, so n boundaries make n + 1 buckets,
 * each closed on the left. Subnormal numbers, those nearer to 0 than 2^-126, count as 0, as they do
 * there. A missing number becomes the numeric column's default, or has no id. Immutable.
 */
public final class BucketizedColumn implements CategoricalColumn {

  private final NumericColumn number;
  private final float[] boundaries;

  BucketizedColumn(NumericColumn number, float[] boundaries) {
    this.number = number;
    this.boundaries = boundaries.clone();
    if (number.normalizer().isPresent()) {
      throw new IllegalArgumentException(
          Check.at(name())
              + "boundaries apply to the number as it is; bucketize the column without normalizer");
    }
    checkBoundaries();
  }

  private void checkBoundaries() {
    if (boundaries.length == 0) {
      throw new IllegalArgumentException(Check.at(name()) + "at least 1 boundary is needed, had 0");
    }
    for (int i = 0; i < boundaries.length; i++) {
      Check.finite(name(), "boundary " + i, boundaries[i]);
      if (i > 0 && !(boundaries[i - 1] < boundaries[i])) {
        throw new IllegalArgumentException(
            Check.at(name())
                + "boundaries must be strictly increasing, but boundary "
                + i
                + " is "
                + boundaries[i]
                + " after "
                + boundaries[i - 1]);
      }
    }
  }

  @Override
  public String name() {
    return number.name() + "_bucketized";
  }

  /** Returns the number that is put into buckets. */
  public NumericColumn number() {
    return number;
  }

  /** Returns a copy of the boundaries, strictly increasing. */
  public float[] boundaries() {
    return boundaries.clone();
  }

  @Override
  public int cardinality() {
    return boundaries.length + 1;
  }

  @Override
  public List<Field> fields() {
    return number.fields();
  }

  /** Returns the bucket of a value: how many boundaries are not greater. */
  int bucket(float value) {
    float number = flushed(value);
    int low = 0;
    int high = boundaries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (flushed(boundaries[middle]) <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** TensorFlow's kernels run with subnormal numbers flushed to zero; the golden rows hold one. */
  private static float flushed(float value) {
    return Math.abs(value) < Float.MIN_NORMAL ? 0f : value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BucketizedColumn that
        && number.equals(that.number)
        && Arrays.equals(boundaries, that.boundaries);
  }

  @Override
  public int hashCode() {
    return 31 * number.hashCode() + Arrays.hashCode(boundaries);
  }

  @Override
  public String toString() {
    return "BucketizedColumn[number="
        + number
        + ", boundaries="
        + Arrays.toString(boundaries)
        + "]";
  }
}
