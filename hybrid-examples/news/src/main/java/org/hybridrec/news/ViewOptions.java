package org.hybridrec.news;

import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.features.dataset.NextContentBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How examples are made of page views. */
final class ViewOptions {

  /** A tebibyte, in MiB. */
  private static final long MOST_MEMORY = 1L << 20;

  @Option(
      names = "--visitor",
      defaultValue = "visitor_id",
      paramLabel = "COLUMN",
      description = "Column of visitors (default ${DEFAULT-VALUE}).")
  private String visitor;

  @Option(
      names = "--session",
      defaultValue = "session_start",
      paramLabel = "COLUMN",
      description = "Column of the sessions' starts, whole numbers (default ${DEFAULT-VALUE}).")
  private String session;

  @Option(
      names = "--time",
      defaultValue = "hit_time",
      paramLabel = "COLUMN",
      description = "Column of times within a session, whole numbers (default ${DEFAULT-VALUE}).")
  private String time;

  @Option(
      names = "--content",
      defaultValue = "content_id",
      paramLabel = "COLUMN",
      description = "Column of contents (default ${DEFAULT-VALUE}).")
  private String content;

  @Option(
      names = "--label",
      defaultValue = "next_content_id",
      paramLabel = "COLUMN",
      description = "Name of the label, a new column (default ${DEFAULT-VALUE}).")
  private String label;

  @Option(
      names = "--carry",
      split = ",",
      paramLabel = "COLUMN",
      description = "Further columns that examples have (default: all).")
  private @Nullable List<String> carry;

  @Option(
      names = "--history",
      defaultValue = "10",
      paramLabel = "NUMBER",
      description =
          "Contents in the column history, those before the row, newest first; 0 for no such column"
              + " (default ${DEFAULT-VALUE}).")
  private int history;

  @Option(
      names = "--minimum-history",
      defaultValue = "0",
      paramLabel = "NUMBER",
      description = "Views of the visitor before a row at least (default ${DEFAULT-VALUE}).")
  private int minimumHistory;

  @Option(names = "--within-session", description = "Labels from the same session only.")
  private boolean withinSession;

  @Option(
      names = "--without-repeats",
      description = "Leave out views of the content just viewed; otherwise they are counted.")
  private boolean withoutRepeats;

  @Option(
      names = "--without-duplicates",
      description = "Leave out views that stand twice; otherwise they are counted.")
  private boolean withoutDuplicates;

  @Option(
      names = "--lab-order",
      description = "Order views by time within the session alone, as the lab did.")
  private boolean labOrder;

  @Option(
      names = "--sorted",
      description = "Views are sorted by visitor: one visitor at a time is in memory.")
  private boolean sorted;

  @Option(
      names = "--memory",
      defaultValue = "256",
      paramLabel = "MIB",
      description = "Views in memory before they are sorted on disk (default ${DEFAULT-VALUE}).")
  private long memory;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ViewOptions() {}

  String visitor() {
    return visitor;
  }

  String content() {
    return content;
  }

  /** Refuses what no builder takes, in the words of the command line. */
  void check() {
    requireNotNegative("--history", history);
    requireNotNegative("--minimum-history", minimumHistory);
    if (memory < 1 || memory > MOST_MEMORY) {
      throw new UserError("--memory must be from 1 to " + MOST_MEMORY + " MiB, was " + memory);
    }
    if (Stream.of(visitor, session, time, content, label).anyMatch(String::isBlank)) {
      throw new UserError("the names of columns must not be blank");
    }
  }

  private static void requireNotNegative(String option, int value) {
    if (value < 0) {
      throw new UserError(option + " must be at least 0, was " + value);
    }
  }

  /** Sets what was asked for; everything else keeps its default. */
  void set(NextContentBuilder builder) {
    builder
        .visitor(visitor)
        .session(session)
        .time(time)
        .content(content)
        .label(label)
        .minimumHistory(minimumHistory)
        .memoryBudget(memory << 20);
    if (carry != null) {
      builder.carry(carry.toArray(String[]::new));
    }
    if (history != 0) {
      builder.history("history", history);
    }
    if (withinSession) {
      builder.withinSession();
    }
    if (withoutRepeats) {
      builder.withoutRepeats();
    }
    if (withoutDuplicates) {
      builder.withoutDuplicates();
    }
    if (labOrder) {
      builder.lab();
    }
    if (sorted) {
      builder.sortedByVisitor();
    }
  }
}
