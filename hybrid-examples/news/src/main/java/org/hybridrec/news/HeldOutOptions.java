package org.hybridrec.news;

import org.hybridrec.features.source.ExampleSource;
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
    String item = current == null ? current(label, rows) : current;
    if (title != null && item == null) {
      throw new UserError("--title needs the field of the item that it belongs to; add --current");
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
