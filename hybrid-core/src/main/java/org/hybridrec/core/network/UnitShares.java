package org.hybridrec.core.network;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Hands out the units of one call: every worker begins with a share of its own, a range of
 * neighbours, and then takes from the others' what is left. A worker so meets the same units in
 * call after call, and where calls alternate in direction it begins with those that it had last and
 * that its core's cache still holds. Nothing but speed depends on who takes what. Thread-safe.
 */
final class UnitShares {

  private final int units;
  private final boolean backwards;
  private final AtomicIntegerArray taken;

  UnitShares(int units, int workers, boolean backwards) {
    this.units = units;
    this.backwards = backwards;
    this.taken = new AtomicIntegerArray(workers);
  }

  /** Returns a unit that nobody else has got, or -1 if none is left. */
  int next(int worker) {
    int workers = taken.length();
    for (int i = 0; i < workers; i++) {
      int share = (worker + i) % workers;
      int size = start(share + 1) - start(share);
      if (taken.get(share) < size) {
        int n = taken.getAndIncrement(share);
        if (n < size) {
          return backwards ? start(share + 1) - 1 - n : start(share) + n;
        }
      }
    }
    return -1;
  }

  private int start(int share) {
    return (int) ((long) units * share / taken.length());
  }
}
