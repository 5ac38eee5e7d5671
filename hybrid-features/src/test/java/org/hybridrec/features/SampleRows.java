package org.hybridrec.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random but clean rows with a column of every form: the same seed gives the same rows. */
final class SampleRows {

  static final List<String> CATEGORIES = List.of("News", "Stars & Kultur", "Lifestyle");
  private static final List<String> WORDS = List.of("Öl", "teuer", "in", "Wien", "日本", "😀");

  private final Random random;

  private SampleRows(long seed) {
    this.random = new Random(seed);
  }

  /** Returns rows of plain cells, as a CSV file has them; some cells are missing. */
  static List<Map<String, Object>> plain(int count, long seed) {
    SampleRows rows = new SampleRows(seed);
    List<Map<String, Object>> plain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      plain.add(rows.plain());
    }
    return plain;
  }

  /** Returns rows of plain cells, empty text and lists with nulls. */
  static List<Map<String, Object>> all(int count, long seed) {
    SampleRows rows = new SampleRows(seed);
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(rows.full());
    }
    return all;
  }

  private Map<String, Object> plain() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("author", some("author " + random.nextInt(20)));
    row.put("category", some(random.nextInt(3) == 0 ? "Sport" : CATEGORIES.get(random.nextInt(3))));
    row.put("hour", some((long) random.nextInt(30) - 3));
    row.put("months", some(random.nextInt(4_000) / 4.0 + 0.1));
    row.put("price", some(random.nextGaussian() * 1e3));
    row.put("title", some(words(" ")));
    int tags = random.nextInt(4);
    row.put("tags", tags == 0 ? null : joined(tags, () -> "t" + random.nextInt(9)));
    row.put("tag_weights", tags == 0 ? null : joined(tags, () -> "" + random.nextInt(5) / 4.0));
    row.put("numbers", some(joined(1 + random.nextInt(3), () -> "" + random.nextInt(9) / 8.0)));
    return row;
  }

  private Map<String, Object> full() {
    Map<String, Object> row = plain();
    for (String name : List.of("author", "category", "title", "tags")) {
      if (random.nextInt(5) == 0) {
        row.put(name, "");
      }
    }
    row.put("tag_weights", weightsOf((String) row.get("tags")));
    int size = random.nextInt(5);
    row.put("history", list(size, () -> random.nextInt(6) == 0 ? "" : "c" + random.nextInt(50)));
    row.put("dwell", list(size, () -> random.nextInt(100) / 8.0));
    row.put("hours", list(random.nextInt(3), () -> (long) random.nextInt(30)));
    row.put("factors", list(random.nextInt(5), random::nextGaussian));
    return row;
  }

  private String weightsOf(Object tags) {
    return tags == null ? null : joined(((String) tags).split("\\|", -1).length, () -> "0.75");
  }

  private Object some(Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private String words(String separator) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(separator, words);
  }

  private static String joined(int count, java.util.function.Supplier<String> value) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value.get());
    }
    return String.join("|", values);
  }

  private List<Object> list(int size, java.util.function.Supplier<Object> value) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Object drawn = value.get();
      list.add(drawn instanceof Double || random.nextInt(8) > 0 ? drawn : null);
    }
    return list;
  }
}
