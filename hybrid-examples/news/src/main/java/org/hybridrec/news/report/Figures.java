package org.hybridrec.news.report;

import java.time.Duration;
import java.util.Locale;
import org.hybridrec.core.evaluation.Interval;
import org.jspecify.annotations.Nullable;

/** Numbers as the report shows them. */
final class Figures {

  private Figures() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String digits(@Nullable Double value) {
    return value == null || value.isNaN() ? "none" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** The interval stands on a line of its own. */
  static String digits(double value, @Nullable Interval interval) {
    return interval == null
        ? digits(value)
        : digits(value)
            + String.format(Locale.ROOT, "\n[%.4f, %.4f]", interval.low(), interval.high());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Few digits, as many as tell numbers apart that are a step away from each other. */
  static String tick(double value, double step) {
    double size = Math.max(Math.abs(value), step);
    if (size >= 1e7 || step < 1e-5) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long minutes = duration.toMinutes();
    return minutes < 60
        ? String.format(Locale.ROOT, "%d min %02d s", minutes, duration.toSecondsPart())
        : String.format(
            Locale.ROOT, "%,d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
