package org.hybridrec.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.features.Definition;
import org.hybridrec.features.EncodingReport;

/** The textual form of a fit report. */
final class FitReports {

  private FitReports() {}

  static Map<String, Object> write(FitReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rows", report.rows());
    tree.put("steps", report.steps());
    tree.put("epochs", report.epochs());
    tree.put("loss", report.loss());
    tree.put("data_sha256", report.dataSha256());
    tree.put("library_version", report.libraryVersion());
    tree.put("rows_read", report.encoding().rows());
    tree.put("missing_labels", report.encoding().missingLabels());
    tree.put("unknown_labels", report.encoding().unknownLabels());
    List<Object> columns = new ArrayList<>();
    report.encoding().columns().forEach(column -> columns.add(column(column)));
    tree.put("columns", columns);
    return tree;
  }

  private static Map<String, Object> column(ColumnReport column) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("column", column.column());
    tree.put("rows", column.rows());
    tree.put("missing", column.missing());
    tree.put("defaulted", column.defaulted());
    tree.put("unknown", column.unknown());
    tree.put("invalid", column.invalid());
    tree.put("distinct_hashed", column.distinctHashed());
    tree.put("colliding_hashed", column.collidingHashed());
    return tree;
  }

  static FitReport read(Definition tree) {
    List<ColumnReport> columns = new ArrayList<>();
    for (Definition column : tree.child("columns").list()) {
      columns.add(
          new ColumnReport(
              column.child("column").text(),
              column.child("rows").wholeNumber(),
              column.child("missing").wholeNumber(),
              column.child("defaulted").wholeNumber(),
              column.child("unknown").wholeNumber(),
              column.child("invalid").wholeNumber(),
              column.child("distinct_hashed").wholeNumber(),
              column.child("colliding_hashed").wholeNumber()));
    }
    EncodingReport encoding =
        new EncodingReport(
            tree.child("rows_read").wholeNumber(),
            tree.child("missing_labels").wholeNumber(),
            tree.child("unknown_labels").wholeNumber(),
            columns);
    return new FitReport(
        encoding,
        tree.child("rows").wholeNumber(),
        tree.child("steps").wholeNumber(),
        tree.child("epochs").integer(),
        tree.child("loss").doubleNumber(),
        tree.child("data_sha256").text(),
        tree.child("library_version").text());
  }
}
