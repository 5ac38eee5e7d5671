package org.hybridrec.core.tribuo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/**
 * Turns the features of an example into the cells of a row, field by field. A field that is read as
 * a number takes the value of {@code field@value} or {@code field}, or the text of {@code
 * field@12.5}; one that is read as text takes what stands behind the {@code @}, as often as the
 * feature's value says. Several texts of a field stand in ascending order, whatever the order of
 * the features. Immutable.
 */
final class Cells {

  /** How a field is read. */
  enum Kind {
    /** One number. */
    NUMBER,
    /** One text. */
    TEXT,
    /** Any number of texts. */
    TEXTS
  }

  /** More occurrences than any text has of a word: the value is no count. */
  private static final int MOST_OCCURRENCES = 1_000;

  /** A cell that no column can use: counted as invalid where a model serves. */
  private static final Object UNUSABLE = new Object();

  private final TreeMap<String, Kind> kinds;

  Cells(Map<String, Kind> kinds) {
    this.kinds = new TreeMap<>(kinds);
  }

  /** Fields in ascending order, and how each is read. */
  Map<String, Kind> kinds() {
    return kinds;
  }

  /** Counts the features that belong to a field that is read. */
  int countRead(Example<Label> example) {
    int read = 0;
    for (Feature feature : example) {
      FeatureName name = FeatureName.parse(feature.getName());
      if (name != null && kinds.containsKey(name.field())) {
        read++;
      }
    }
    return read;
  }

  /** Returns the cells of an example; what cannot be used is a cell that counts as invalid. */
  Map<String, Object> lenient(Example<Label> example) {
    return new Reading(null).read(example);
  }

  /**
   * Returns the cells of an example.
   *
   * @throws InvalidDataException if a feature cannot be used; begins with the location
   */
  Map<String, Object> strict(Example<Label> example, String location) {
    return new Reading(location).read(example);
  }

  /** The state while one example is read. */
  private final class Reading {

    private final @Nullable String location;
    private final Map<String, Object> row = new HashMap<>();
    private final Map<String, List<String>> texts = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();

    Reading(@Nullable String location) {
      this.location = location;
    }

    Map<String, Object> read(Example<Label> example) {
      for (Feature feature : example) {
        add(feature);
      }
      texts.forEach(this::putTexts);
      return row;
    }

    private void add(Feature feature) {
      FeatureName name = FeatureName.parse(feature.getName());
      Kind kind = name == null ? null : kinds.get(name.field());
      if (name == null) {
        refusePattern(feature);
      } else if (!seen.add(feature.getName())) {
        refuse(name.field(), feature, "stands twice; give each name once, a word's count as value");
      } else if (kind == Kind.NUMBER) {
        addNumber(name, feature);
      } else if (kind != null) {
        addText(name, feature);
      }
    }

    private void addNumber(FeatureName name, Feature feature) {
      if (row.containsKey(name.field())) {
        refuse(name.field(), feature, "is a second number of its field; a row has one");
      } else if (name.isNumber()) {
        row.put(name.field(), feature.getValue());
      } else {
        row.put(name.field(), name.text());
      }
    }

    private void addText(FeatureName name, Feature feature) {
      double count = feature.getValue();
      if (name.rest() == null || (name.isNumber() && count != 1)) {
        refuse(
            name.field(),
            feature,
            "is a number, but a column reads the field as text; make the feature with an"
                + " IdentityProcessor");
      } else if (!(count >= 0 && count <= MOST_OCCURRENCES) || count != Math.rint(count)) {
        refuse(
            name.field(),
            feature,
            "has the value "
                + count
                + "; a text's value says how often it occurs, a whole number of at most "
                + MOST_OCCURRENCES);
      } else if (!name.text().isEmpty()) {
        List<String> values = texts.computeIfAbsent(name.field(), field -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
          values.add(name.text());
        }
      }
    }

    private void putTexts(String field, List<String> values) {
      if (row.containsKey(field) || values.isEmpty()) {
        return;
      }
      values.sort(null);
      if (kinds.get(field) == Kind.TEXTS) {
        row.put(field, values);
      } else if (values.size() == 1) {
        row.put(field, values.get(0));
      } else {
        refuse(
            field,
            String.format(
                "field %s has %d values, and a column needs one: Tribuo sorts features by name, so"
                    + " the order of several is lost; give the whole text with an IdentityProcessor",
                Quoted.of(field), values.size()));
      }
    }

    private void refusePattern(Feature feature) {
      if (location != null) {
        throw new InvalidDataException(
            location
                + ": feature "
                + Quoted.of(feature.getName())
                + " names no field; expected is field@value, or the name of a number's field alone");
      }
    }

    private void refuse(String field, Feature feature, String problem) {
      if (kinds.containsKey(field) || location != null) {
        refuse(field, "feature " + Quoted.of(feature.getName()) + " " + problem);
      }
    }

    private void refuse(String field, String problem) {
      if (location != null) {
        throw new InvalidDataException(location + ": " + problem);
      }
      row.put(field, UNUSABLE);
    }
  }
}
