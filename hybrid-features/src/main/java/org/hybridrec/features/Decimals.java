package org.hybridrec.features;

/**
 * Decimal numbers written as text, as floats: what {@code (float) Numbers.parse(text)} gives, bit
 * for bit, in a fraction of the time.
 *
 * <p>Java reads a decimal of more than 15 digits by arithmetic of any length, to find the one
 * nearest double. A float needs less: up to 18 digits as a whole number, times or over a power of
 * ten, is within 2^-51 of the value, and so within 2^-50 of the nearest double. If all that lies as
 * near as that is one float, it is the float of that double. Else, and where the text is more than
 * digits and a point, it is read the exact way.
 */
final class Decimals {

  private static final double ERROR = 0x1p-50;

  /** Up to here another digit fits into a long. */
  private static final long FULL = 100_000_000_000_000_000L;

  /** The powers of ten that doubles hold exactly. */
  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private Decimals() {}

  /** Returns the number as a float, infinite where it is too large, NaN where the text is none. */
  static float parse(String text) {
    boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    int start = signed ? 1 : 0;
    long digits = 0;
    int exponent = 0;
    int point = -1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return exact(text);
      } else if (digits < FULL) {
        digits = 10 * digits + (c - '0');
        exponent -= point < 0 ? 0 : 1;
      } else {
        exponent += point < 0 ? 1 : 0;
      }
    }
    boolean hasDigits = text.length() - start > (point < 0 ? 0 : 1);
    if (!hasDigits || Math.abs(exponent) >= POWERS.length) {
      return exact(text);
    }
    double near = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    float low = (float) (near - near * ERROR);
    float high = (float) (near + near * ERROR);
    if (low != high) {
      return exact(text);
    }
    return text.charAt(0) == '-' ? -low : low;
  }

  private static float exact(String text) {
    return (float) Numbers.parse(text);
  }
}
