package org.hybridrec.core;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The end of the time that a training may take; once it is over it stays so. */
final class Deadline {

  private final @Nullable Duration limit;
  private final LongSupplier nanos;
  private final long start;

  Deadline(@Nullable Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  boolean isOver() {
    return limit != null
        && limit.minusNanos(nanos.getAsLong() - start).compareTo(Duration.ZERO) <= 0;
  }
}
