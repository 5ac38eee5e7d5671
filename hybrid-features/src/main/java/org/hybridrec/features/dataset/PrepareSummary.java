package org.hybridrec.features.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.features.Moments;
import org.hybridrec.features.ValueCounts;

/**
 * What a {@link Preparation} did. Immutable.
 *
 * @param views what the page views held and what became of them
 * @param cleaning what was cleaned
 * @param split the split in words
 * @param rows examples of each part
 * @param leftOut examples in no part
 * @param leakage what each evaluation part and training have in common
 * @param facts facts fitted on the training part
 * @param flagged facts that may have seen evaluation rows, one sentence each
 * @param shards files of each part, in the order of the rows
 * @param factFiles files of the facts
 */
public record PrepareSummary(
    ViewCounts views,
    CleaningCounts cleaning,
    String split,
    Map<Part, Long> rows,
    long leftOut,
    Map<Part, Leakage> leakage,
    List<Fitted<?>> facts,
    List<String> flagged,
    Map<Part, List<Path>> shards,
    List<Path> factFiles) {

  /** Copies maps and lists. */
  public PrepareSummary {
    rows = copy(rows);
    leakage = copy(leakage);
    facts = List.copyOf(facts);
    flagged = List.copyOf(flagged);
    shards = copy(shards);
    factFiles = List.copyOf(factFiles);
  }

  private static <T> Map<Part, T> copy(Map<Part, T> map) {
    Map<Part, T> copy = new EnumMap<>(Part.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  /** Returns all of it as lines for people to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendViews(text);
    appendParts(text);
    facts.forEach(fact -> line(text, "fact about " + fact.field() + ": " + describe(fact)));
    flagged.forEach(problem -> line(text, "FLAGGED: " + problem));
    return text.toString();
  }

  private void appendViews(StringBuilder text) {
    line(
        text,
        "%,d page views of %,d visitors (%,d with a single view) and %,d contents",
        views.views(),
        views.visitors(),
        views.singleViewVisitors(),
        views.contents());
    line(
        text,
        "%.2f %% of the usable views are placed by their row alone: same visitor, same times",
        100 * views.tieShare());
    line(
        text,
        "%,d out of order, %,d with negative times, %,d duplicates, %,d repeats of the same content",
        views.outOfOrder(),
        views.negativeTimes(),
        views.duplicates(),
        views.repeats());
    line(
        text,
        "%,d lists of authors cut to the first, %,d months unreadable",
        cleaning.cutAuthors(),
        cleaning.unreadableMonths());
    line(text, "%,d examples; views that give none:", views.examples());
    views.dropped().forEach((reason, count) -> line(text, "  %,d %s", count, reason));
  }

  private void appendParts(StringBuilder text) {
    line(text, "split " + split);
    rows.forEach(
        (part, count) ->
            line(
                text,
                "  %,d rows in the %s part, %d files",
                count,
                part,
                shards.getOrDefault(part, List.of()).size()));
    line(text, "  %,d rows in no part", leftOut);
    leakage.forEach((part, found) -> line(text, "  " + describe(part, found)));
  }

  private static String describe(Part part, Leakage found) {
    return String.format(
        Locale.ROOT,
        "%s against train: %,d of %,d visitors are in both, %,d of %,d rows stand in both, %,d of"
            + " %,d labels (%,d rows) are new",
        part,
        found.sharedVisitors(),
        found.visitors(),
        found.duplicateRows(),
        found.rows(),
        found.newLabels(),
        found.labels(),
        found.newLabelRows());
  }

  private static String describe(Fitted<?> fact) {
    if (fact.value() instanceof ValueCounts counts) {
      return String.format(Locale.ROOT, "%,d values, on %s", counts.size(), fact.on());
    }
    if (fact.value() instanceof Moments moments) {
      return "mean " + moments.mean() + ", on " + fact.on();
    }
    return fact.value() + ", on " + fact.on();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
