package org.hybridrec.features.source;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java values in the few forms that cells hold: String, Long, Double, or a list of these. A value
 * of any other class is left as it is, and then has no type.
 */
final class CellValue {

  static final String ALLOWED =
      "text (CharSequence), whole numbers (Byte, Short, Integer, Long), "
          + "floating point numbers (Float, Double), and arrays or collections of these";

  /** Java also reads "1f", "0x1p3" and "Infinity"; nobody who sends text means those. */
  private static final Pattern DECIMAL = Pattern.compile("\\s*[-+.0-9eE]+\\s*");

  private CellValue() {}

  static Object canonical(Object raw) {
    if (raw instanceof Collection<?> collection) {
      return elements(collection);
    }
    return raw.getClass().isArray() ? arrayElements(raw) : scalar(raw);
  }

  private static Object scalar(Object raw) {
    if (raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
      return ((Number) raw).longValue();
    }
    if (raw instanceof Float number) {
      return number.doubleValue();
    }
    return raw instanceof CharSequence ? raw.toString() : raw;
  }

  private static List<@Nullable Object> elements(Collection<?> raw) {
    List<@Nullable Object> elements = new ArrayList<>(raw.size());
    for (Object element : raw) {
      elements.add(element == null ? null : scalar(element));
    }
    if (raw instanceof Set && !(raw instanceof LinkedHashSet) && !(raw instanceof SortedSet)) {
      // The order of a hash set differs between runs, and sums of floats differ with the order.
      Collections.sort(elements, Comparator.comparing(String::valueOf));
    }
    return elements;
  }

  private static List<@Nullable Object> arrayElements(Object array) {
    int length = Array.getLength(array);
    List<@Nullable Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      Object element = Array.get(array, i);
      elements.add(element == null ? null : scalar(element));
    }
    return elements;
  }

  /** Names a raw value's class; for a list, that of its first element of no supported class. */
  static String className(Object raw) {
    Object value = canonical(raw);
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element != null && typeOf(element) == null) {
          return "a list with a " + element.getClass().getSimpleName();
        }
      }
    }
    return "a " + raw.getClass().getSimpleName();
  }

  /** Returns the type of a canonical single value, or null if it is of no supported class. */
  static @Nullable ValueType typeOf(Object scalar) {
    if (scalar instanceof String) {
      return ValueType.TEXT;
    }
    if (scalar instanceof Long) {
      return ValueType.INTEGER;
    }
    return scalar instanceof Double ? ValueType.NUMBER : null;
  }

  /** Returns a canonical single value as that type, or null if it cannot be read as one. */
  static @Nullable Object as(ValueType type, Object scalar) {
    return switch (type) {
      case TEXT -> scalar instanceof Long ? scalar.toString() : ofClass(String.class, scalar);
      case INTEGER ->
          scalar instanceof String text ? parsedInteger(text) : ofClass(Long.class, scalar);
      case NUMBER -> number(scalar);
    };
  }

  private static @Nullable Object number(Object scalar) {
    if (scalar instanceof Long integer) {
      return integer.doubleValue();
    }
    return scalar instanceof String text ? parsedNumber(text) : ofClass(Double.class, scalar);
  }

  private static @Nullable Object ofClass(Class<?> wanted, Object scalar) {
    return wanted.isInstance(scalar) ? scalar : null;
  }

  private static @Nullable Long parsedInteger(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Double parsedNumber(String text) {
    try {
      return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
