package org.hybridrec.core.training;

import java.util.List;
import org.hybridrec.core.network.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Looks for numbers that are not finite. After each step for some of the weights, so that all are
 * looked at within {@value #STEPS} steps, and small networks at each: a gradient that is not finite
 * leaves such a weight behind. Before anything is kept or handed out, for all.
 */
final class WeightCheck {

  /** Within so many steps every weight is looked at. */
  static final int STEPS = 1024;

  /** At least so many weights are looked at after a step. */
  static final int LEAST = 4096;

  private static final int EXPONENT = 0x7f800000;

  private final List<Parameter> weights;
  private final long perStep;
  private final float[] some = new float[LEAST];
  private int next;
  private long position;

  WeightCheck(List<Parameter> weights) {
    this.weights = weights.stream().filter(Parameter::trainable).toList();
    long count = this.weights.stream().mapToLong(Parameter::size).sum();
    perStep = Math.min(count, Math.max(LEAST, (count + STEPS - 1) / STEPS));
  }

  /** Looks at the next weights; returns what is wrong, or null. */
  @Nullable String next() {
    for (long left = perStep; left > 0; ) {
      Parameter parameter = weights.get(next);
      int count = (int) Math.min(Math.min(left, some.length), parameter.size() - position);
      String found = find(parameter, position, count, some);
      if (found != null) {
        return found;
      }
      left -= count;
      position += count;
      if (position == parameter.size()) {
        next = (next + 1) % weights.size();
        position = 0;
      }
    }
    return null;
  }

  /** Looks at all numbers of some blocks; returns what is wrong, or null. */
  static @Nullable String find(List<Parameter> blocks) {
    float[] some = new float[LEAST];
    for (Parameter block : blocks) {
      for (long at = 0; at < block.size(); at += some.length) {
        String found = find(block, at, (int) Math.min(some.length, block.size() - at), some);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable String find(Parameter block, long position, int count, float[] some) {
    block.read(position, some, 0, count);
    int greatest = 0;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, Float.floatToRawIntBits(some[i]) & EXPONENT);
    }
    for (int i = 0; greatest == EXPONENT && i < count; i++) {
      if (!Float.isFinite(some[i])) {
        return "parameter '" + block.name() + "' held " + some[i];
      }
    }
    return null;
  }
}
