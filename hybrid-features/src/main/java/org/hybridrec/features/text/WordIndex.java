package org.hybridrec.features.text;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Distinct words in the order in which they were added, and the place of each. */
final class WordIndex {

  private final List<String> words = new ArrayList<>();
  private final Object2IntOpenHashMap<String> places = new Object2IntOpenHashMap<>();

  WordIndex() {
    places.defaultReturnValue(-1);
  }

  /** Adds a word and returns -1, or the place where it stands already. */
  int add(String word) {
    int earlier = places.putIfAbsent(word, words.size());
    if (earlier < 0) {
      words.add(word);
    }
    return earlier;
  }

  /** The place of a word, or -1. */
  int of(String word) {
    return places.getInt(word);
  }

  int size() {
    return words.size();
  }

  List<String> words() {
    return Collections.unmodifiableList(words);
  }
}
