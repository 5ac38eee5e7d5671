package org.hybridrec.news;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.news.report.HeldOutRows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Fields that the part of a report about held-out rows looks at. */
final class HeldOutOptions {

  private static final String NEXT = "next_";

  @Option(
      names = "--current",
      paramLabel = "FIELD",
      description =
          "For the report: the field of the current item, for counts of what followed it (default:"
              + " the label's without next_, where the rows have that).")
  private @Nullable String current;

  @Option(
      names = "--visitor",
      paramLabel = "FIELD",
      description =
          "For the report: the field of visitors, whose rows belong together in intervals (default:"
              + " that of --split-by).")
  private @Nullable String visitor;

  @Option(
      names = "--history",
      paramLabel = "FIELD",
      description = "For the report: a field with a list, by whose length the rows are parted.")
  private @Nullable String history;

  @Option(
      names = "--title",
      paramLabel = "FIELD",
      description =
          "For the report: the field with the title of the current item, to be shown beside the ids"
              + " of contents.")
  private @Nullable String title;

  HeldOutOptions() {}

  /** Refuses fields that nobody would look at, instead of passing them over. */
  void requireUnused(String what) {
    for (String option : given().keySet()) {
      throw new UserError(option + " is for what a report measures; " + what);
    }
  }

  private void checkLearned(SourceSchema schema, @Nullable String item) {
    Map<String, String> read = new LinkedHashMap<>();
    put(read, "--current", item);
    put(read, "--title", title);
    check(schema, "rows to learn from", read);
  }

  private static void check(SourceSchema schema, String rows, Map<String, String> fields) {
    List<String> problems = new ArrayList<>();
    fields.forEach(
        (option, field) -> {
          if (schema.indexOf(field) < 0) {
            problems.add(option + ": there is no column " + Quoted.of(field));
          }
        });
    if (!problems.isEmpty()) {
      throw new UserError(
          String.join(", ", problems) + "; the " + rows + " have " + schema.listed());
    }
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "--current", current);
    put(given, "--visitor", visitor);
    put(given, "--history", history);
    put(given, "--title", title);
    return given;
  }

  private static void put(Map<String, String> given, String option, @Nullable String field) {
    if (field != null) {
      given.put(option, field);
    }
  }

  /**
   * Returns what a report measures.
   *
   * @param learned the rows to fit baselines on, null for none
   */
  HeldOutRows rows(
      ExampleSource rows,
      int k,
      @Nullable ExampleSource learned,
      String label,
      @Nullable String splitBy) {
    check(rows.schema(), "rows to evaluate on", given());
    String item = current == null ? current(label, rows) : current;
    if (title != null && item == null) {
      throw new UserError("--title needs the field of the item that it belongs to; add --current");
    }
    if (learned != null) {
      checkLearned(learned.schema(), item);
    }
    HeldOutRows heldOut =
        HeldOutRows.of(rows, k)
            .current(item)
            .title(title)
            .visitor(visitor == null ? splitBy : visitor)
            .history(history);
    return learned == null ? heldOut : heldOut.learned(learned);
  }

  private static @Nullable String current(String label, ExampleSource rows) {
    if (!label.startsWith(NEXT)) {
      return null;
    }
    String field = label.substring(NEXT.length());
    return rows.schema().indexOf(field) < 0 ? null : field;
  }
}
