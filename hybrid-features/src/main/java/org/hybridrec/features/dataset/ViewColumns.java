package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a view stand in a source, and which columns the examples have: label, visitor,
 * content, the session of the click if wanted, those carried along, the history if wanted. Ids are
 * text in the examples whatever they are in the source: a whole number is its decimal text.
 */
final class ViewColumns {

  final Ids visitor;
  final Ids content;

  /** -1 where sessions play no part. */
  final int session;

  final int time;
  final int[] carried;
  private final SourceSchema views;
  private final SourceSchema examples;

  ViewColumns(SourceSchema views, NextContentBuilder options) {
    this.views = views;
    Problems problems = new Problems(views);
    int visitorColumn = problems.category(options.visitor, "the visitor");
    int contentColumn = problems.category(options.content, "the content");
    session = options.needsSession() ? problems.time(options.session, "the session's start") : -1;
    time = problems.time(options.time, "the hit's time");
    carried =
        carriedNames(views, options).stream()
            .mapToInt(name -> problems.any(name, "the columns to carry along"))
            .toArray();
    problems.throwAny();
    visitor = Ids.of(views, visitorColumn);
    content = Ids.of(views, contentColumn);
    examples = new SourceSchema(fields(options));
    Set<String> seen = new HashSet<>();
    for (String name : examples.names()) {
      if (!seen.add(name)) {
        problems.add(
            "the examples would have two columns "
                + Quoted.of(name)
                + "; rename one, or say which columns to carry along");
      }
    }
    problems.throwAny();
  }

  private static List<String> carriedNames(SourceSchema views, NextContentBuilder options) {
    if (options.carried != null) {
      return options.carried;
    }
    return views.names().stream()
        .filter(name -> !name.equals(options.visitor) && !name.equals(options.content))
        .toList();
  }

  private List<SourceField> fields(NextContentBuilder options) {
    List<SourceField> fields = new ArrayList<>();
    fields.add(new SourceField(options.label, ValueType.TEXT, false));
    fields.add(new SourceField(options.visitor, ValueType.TEXT, false));
    fields.add(new SourceField(options.content, ValueType.TEXT, false));
    if (options.clickSession != null) {
      fields.add(new SourceField(options.clickSession, ValueType.INTEGER, false));
    }
    for (int column : carried) {
      fields.add(views.fields().get(column));
    }
    if (options.history != null) {
      fields.add(new SourceField(options.history, ValueType.TEXT, true));
    }
    return fields;
  }

  SourceSchema examples() {
    return examples;
  }

  SourceField field(int column) {
    return views.fields().get(column);
  }

  boolean visitorsAreNumbers() {
    return field(visitor.index()).type() == ValueType.INTEGER;
  }

  @Nullable Object[] cells(SourceBatch batch, int row) {
    @Nullable Object[] cells = new @Nullable Object[carried.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Cells.read(field(carried[i]), batch.column(carried[i]), row);
    }
    return cells;
  }
}
