package org.hybridrec.news;

import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Parts rows into those to learn from, those to watch the loss on, and those held out. */
final class LearningSplitOptions extends SplitOptions {

  @Option(
      names = "--validation-share",
      paramLabel = "SHARE",
      description =
          "Share of the values of --split-by on which the loss is watched, taken from the rows to"
              + " learn from; recipes with early_stopping need it.")
  private @Nullable Double validationShare;

  LearningSplitOptions() {}

  /** Returns the rows to learn from. */
  ExampleSource learned(ExampleSource rows) {
    return validationShare == null ? training(rows) : parts(rows, share(validationShare)).train();
  }

  /** Whether rows are held back to watch the loss on. */
  boolean hasValidation() {
    return validationShare != null;
  }

  /** Returns the rows to watch the loss on, null for none. */
  @Nullable ExampleSource validation(ExampleSource rows) {
    return validationShare == null ? null : parts(rows, share(validationShare)).validation();
  }

  private static double share(double validationShare) {
    if (!(validationShare > 0)) {
      throw new UserError("--validation-share must be above 0, was " + validationShare);
    }
    return validationShare;
  }
}
