package org.hybridrec.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/** Finds the first place where two trees of maps, lists and values differ, and says it. */
final class TreeDifference {

  private TreeDifference() {}

  /**
   * Returns a clause like {@code training.optimizer.adagrad.learning_rate was '0.1', is '0.2'}, or
   * nothing where the trees are equal.
   */
  static Optional<String> between(@Nullable Object then, @Nullable Object now) {
    return between("", then, now);
  }

  private static Optional<String> between(
      String path, @Nullable Object then, @Nullable Object now) {
    if (then instanceof Map<?, ?> a && now instanceof Map<?, ?> b) {
      TreeSet<String> keys = new TreeSet<>();
      a.keySet().forEach(key -> keys.add((String) key));
      b.keySet().forEach(key -> keys.add((String) key));
      return keys.stream()
          .map(key -> between(path.isEmpty() ? key : path + "." + key, a.get(key), b.get(key)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (then instanceof List<?> a && now instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        Optional<String> found = between(path + "[" + i + "]", a.get(i), b.get(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return Objects.equals(then, now)
        ? Optional.empty()
        : Optional.of(path + " was " + printed(then) + ", is " + printed(now));
  }

  private static String printed(@Nullable Object value) {
    return value == null ? "absent" : Quoted.of(value.toString());
  }
}
