package org.hybridrec.features.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of a source in their order. Immutable. A name may stand twice, as it can in Arrow and
 * CSV: whoever reads the source refuses that, together with every other problem, before work
 * starts.
 *
 * @param fields the columns, in the order in which {@link SourceBatch#column(int)} counts them
 * @param unsupported columns that the source holds and cannot give, each with its type in the
 *     source's words; not counted among the fields. For messages only
 */
public record SourceSchema(List<SourceField> fields, Map<String, String> unsupported) {

  private static final int MOST_LISTED = 30;

  /** Copies list and map. */
  public SourceSchema {
    fields = List.copyOf(fields);
    unsupported = Collections.unmodifiableMap(new LinkedHashMap<>(unsupported));
  }

  /** Makes a schema without unsupported columns. */
  public SourceSchema(List<SourceField> fields) {
    this(fields, Map.of());
  }

  /** Returns the position of the first column of that name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the column names in order. */
  public List<String> names() {
    return fields.stream().map(SourceField::name).collect(Collectors.toUnmodifiableList());
  }

  /**
   * Returns the names as messages list them: quoted, the first thirty. One name alone that looks
   * like a whole line of a CSV file is shown with the advice to name the separator.
   */
  public String listed() {
    List<String> names = names();
    String shown =
        names.stream().limit(MOST_LISTED).map(Quoted::of).collect(Collectors.joining(", "));
    int more = names.size() - MOST_LISTED;
    String list = "[" + shown + (more > 0 ? ", … and " + more + " more" : "") + "]";
    return looksLikeALine() ? list + "; if this is a CSV file, see withSeparator" : list;
  }

  private boolean looksLikeALine() {
    return fields.size() == 1
        && fields.get(0).name().chars().anyMatch(character -> ",;|\t".indexOf(character) >= 0);
  }
}
