package org.hybridrec.features.dataset;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Says how examples are made of page views. Not thread-safe. Every option has a default and may be
 * set once.
 */
public final class NextContentBuilder {

  private static final long MEBIBYTE = 1L << 20;

  final ExampleSource views;
  private final Set<String> given = new HashSet<>();
  private boolean built;
  String visitor = "visitor_id";
  String session = "session_start";
  String time = "hit_time";
  String content = "content_id";
  String label = "next_content_id";
  @Nullable String clickSession;
  @Nullable List<String> carried;
  @Nullable String history;
  int historyLength;
  int minimumHistory;
  boolean withinSession;
  boolean withoutRepeats;
  boolean withoutDuplicates;
  boolean lab;
  boolean sorted;
  long memoryBudget = 256 * MEBIBYTE;
  Path temporaryFolder = Path.of(System.getProperty("java.io.tmpdir"));

  NextContentBuilder(ExampleSource views) {
    this.views = views;
  }

  /** Names the column of visitors, of text or whole numbers; default {@code visitor_id}. */
  public NextContentBuilder visitor(String column) {
    this.visitor = name("visitor", column);
    return this;
  }

  /** Names the column of the sessions' starts, whole numbers; default {@code session_start}. */
  public NextContentBuilder session(String column) {
    this.session = name("session", column);
    return this;
  }

  /** Names the column of times within a session, whole numbers; default {@code hit_time}. */
  public NextContentBuilder time(String column) {
    this.time = name("time", column);
    return this;
  }

  /** Names the column of contents, of text or whole numbers; default {@code content_id}. */
  public NextContentBuilder content(String column) {
    this.content = name("content", column);
    return this;
  }

  /** Names the label, a new column; default {@code next_content_id}. */
  public NextContentBuilder label(String column) {
    this.label = name("label", column);
    return this;
  }

  /**
   * Adds a column with the start of the session in which the label was clicked: what a split by
   * time must go by. Default none.
   */
  public NextContentBuilder clickSession(String column) {
    this.clickSession = name("clickSession", column);
    return this;
  }

  /**
   * Says which further columns of the views the examples have, in this order; default all others,
   * in the order of the views.
   */
  public NextContentBuilder carry(String... columns) {
    once("carry");
    this.carried = List.of(columns);
    return this;
  }

  /**
   * Adds a list of the contents that the visitor viewed before, newest first: strictly before the
   * row, so without its own content and without the label. It goes back over all sessions. Default
   * none.
   *
   * @param column the new column's name
   * @param length most contents in the list, at least 1
   */
  public NextContentBuilder history(String column, int length) {
    this.history = name("history", column);
    if (length < 1) {
      throw new IllegalArgumentException("history: length must be at least 1, was " + length);
    }
    this.historyLength = length;
    return this;
  }

  /**
   * Leaves out views before which the visitor has fewer than so many, at least 0; default 0. Views
   * left out as duplicates or repeats do not count.
   */
  public NextContentBuilder minimumHistory(int views) {
    once("minimumHistory");
    if (views < 0) {
      throw new IllegalArgumentException("minimumHistory must be at least 0, was " + views);
    }
    this.minimumHistory = views;
    return this;
  }

  /** Takes a label only from the same session; default from the visitor's next view at any time. */
  public NextContentBuilder withinSession() {
    once("withinSession");
    this.withinSession = true;
    return this;
  }

  /**
   * Leaves out views of the content that the visitor has just viewed, so that no label equals its
   * row's content; default they are kept and counted.
   */
  public NextContentBuilder withoutRepeats() {
    once("withoutRepeats");
    this.withoutRepeats = true;
    return this;
  }

  /**
   * Leaves out views with the visitor, times and content of another, but the first of them; default
   * they are kept and counted.
   */
  public NextContentBuilder withoutDuplicates() {
    once("withoutDuplicates");
    this.withoutDuplicates = true;
    return this;
  }

  /**
   * Orders views as the lab does, by hit time alone, which counts from the start of a session:
   * sessions of one visitor interleave. For comparisons with its figures. No session column is
   * needed then, unless {@link #withinSession} or {@link #clickSession} asks for it.
   */
  public NextContentBuilder lab() {
    once("lab");
    this.lab = true;
    return this;
  }

  /**
   * Promises that the views are sorted by visitor: by code points (bytes of UTF-8) if visitors are
   * text, by number if they are whole numbers. One visitor at a time is then in memory, and nothing
   * is sorted but each visitor's views. A source that breaks the promise is refused where it does.
   */
  public NextContentBuilder sortedByVisitor() {
    once("sortedByVisitor");
    this.sorted = true;
    return this;
  }

  /**
   * Sets how many bytes of views may be in memory before they are sorted into a temporary file, at
   * least 1 MiB; default 256 MiB. Bytes are estimated, generously. Merging takes another 64 KiB for
   * each time the budget was filled.
   */
  public NextContentBuilder memoryBudget(long bytes) {
    once("memoryBudget");
    if (bytes < MEBIBYTE) {
      throw new IllegalArgumentException(
          "memoryBudget must be at least 1048576 bytes (1 MiB), was " + bytes);
    }
    this.memoryBudget = bytes;
    return this;
  }

  /** Sets the folder of temporary files; default that of the JVM, {@code java.io.tmpdir}. */
  public NextContentBuilder temporaryFolder(Path folder) {
    once("temporaryFolder");
    this.temporaryFolder = folder;
    return this;
  }

  private String name(String option, String column) {
    once(option);
    if (column.isBlank()) {
      throw new IllegalArgumentException(
          option + ": the column's name must not be blank, was " + Quoted.of(column));
    }
    return column;
  }

  private void once(String option) {
    if (built) {
      throw new IllegalStateException(
          option + " is set after build; start another builder for other examples");
    }
    if (!given.add(option)) {
      throw new IllegalStateException(option + " is set twice; set it once");
    }
  }

  boolean needsSession() {
    return !lab || withinSession || clickSession != null;
  }

  /**
   * Makes the examples. Reads the schema of the views, no rows. Nothing can be set afterwards.
   *
   * @throws org.hybridrec.features.source.SchemaException if the views lack a column or it is of
   *     another type, or if the examples would have two columns of one name; all problems at once
   */
  public NextContent build() {
    built = true;
    return new NextContent(this);
  }
}
