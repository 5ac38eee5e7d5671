package org.hybridrec.news;

import java.util.List;
import java.util.function.IntPredicate;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Parts rows by a field, so that all rows of one value, such as a visitor, are in the same part. A
 * value belongs to the evaluation part if {@code Fingerprint64(value) mod 10,000}, unsigned, is
 * below share × 10,000. The fingerprint is FarmHash's, BigQuery's {@code FARM_FINGERPRINT}; so the
 * parts are the same on every machine and whatever order the rows are in. Rows without a value are
 * in the training part.
 */
final class Split {

  private static final int STEPS = 10_000;

  @Option(
      names = "--split-by",
      paramLabel = "FIELD",
      description =
          "Hold out a part of the rows for evaluation, chosen by this field: all rows of one value"
              + " are in the same part.")
  private @Nullable String field;

  @Option(
      names = "--split-share",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of the values of --split-by that are held out (default ${DEFAULT-VALUE}).")
  private double share;

  boolean isWanted() {
    return field != null;
  }

  /** Refuses a validation share that cannot be taken. */
  void check(@Nullable Double validationShare) {
    if (validationShare == null) {
      return;
    }
    if (field == null) {
      throw new UserError("--validation-share needs --split-by FIELD");
    }
    if (!(validationShare > 0 && share + validationShare < 1)) {
      throw new UserError(
          "--validation-share must be above 0 and with --split-share below 1, was "
              + validationShare);
    }
  }

  /** Returns the rows that are not held out; all of them where no split is wanted. */
  ExampleSource training(ExampleSource rows) {
    return part(rows, step -> step >= held());
  }

  /** Returns the rows that are held out; all of them where no split is wanted. */
  ExampleSource evaluation(ExampleSource rows) {
    return part(rows, step -> step < held());
  }

  /** Returns that share of the values that follows the held-out ones. */
  ExampleSource validation(ExampleSource rows, double further) {
    return part(rows, step -> step >= held() && step < heldWith(further));
  }

  /** Returns what neither evaluation nor validation has. */
  ExampleSource trainingWithoutValidation(ExampleSource rows, double further) {
    return part(rows, step -> step >= heldWith(further));
  }

  private int held() {
    return (int) Math.round(share * STEPS);
  }

  private int heldWith(double further) {
    return (int) Math.round((share + further) * STEPS);
  }

  private ExampleSource part(ExampleSource rows, IntPredicate wanted) {
    if (field == null) {
      return rows;
    }
    if (!(share > 0 && share < 1)) {
      throw new UserError("--split-share must be above 0 and below 1, was " + share);
    }
    return new SelectedRows(rows, position(rows, field), value -> wanted.test(step(value)));
  }

  private static int position(ExampleSource rows, String field) {
    int index = rows.schema().indexOf(field);
    if (index < 0) {
      throw new SchemaException(
          List.of(
              "--split-by "
                  + Quoted.of(field)
                  + ": there is no such column; there are "
                  + rows.schema().names().stream().map(Quoted::of).toList()));
    }
    SourceField found = rows.schema().fields().get(index);
    if (found.list() || found.type() == ValueType.NUMBER) {
      throw new SchemaException(
          List.of(
              "--split-by "
                  + Quoted.of(field)
                  + ": is a column of "
                  + found.typeName()
                  + ", expected text or whole numbers"));
    }
    return index;
  }

  private static int step(@Nullable String value) {
    return value == null ? STEPS : Fingerprint64.bucket(Fingerprint64.of(value), STEPS);
  }
}
