package org.hybridrec.core.network;

/** Inverted dropout whose masks are computed, never stored. */
final class Dropout {

  final float rate;

  /** What a unit that is kept is multiplied with. */
  final float scale;

  private final RandomStream stream;

  Dropout(float rate, long seed, String layer) {
    this.rate = rate;
    this.scale = 1f / (1f - rate);
    this.stream = RandomStream.of(seed, "dropout/" + layer);
  }

  /** Drops or scales units [from, to) of a row of the batch. */
  void apply(long step, int row, float[] units, int from, int to) {
    if (rate == 0f) {
      return;
    }
    RandomStream ofRow = stream.at(step).at(row);
    for (int unit = from; unit < to; unit++) {
      units[unit] = ofRow.uniform(unit) < rate ? 0f : units[unit] * scale;
    }
  }
}
