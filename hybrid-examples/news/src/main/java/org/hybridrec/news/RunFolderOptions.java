package org.hybridrec.news;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.hybridrec.core.RunMetric;
import org.hybridrec.core.TrainingRun;
import org.hybridrec.core.training.DivergencePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a training that keeps checkpoints and can go on after it was stopped. */
final class RunFolderOptions {

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description =
          "Keep checkpoints, the latest model, TensorBoard events, a journal and in the end a report"
              + " there; with --validation-share also the best model on those rows.")
  private @Nullable Path run;

  @Option(
      names = "--resume",
      description =
          "Go on from the last checkpoint in --run, where there is one; everything else as before.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description = "Steps from one checkpoint to the next (default 1000).")
  private @Nullable Long checkpointEvery;

  @Option(
      names = "--evaluate-every",
      paramLabel = "STEPS|TIME",
      description =
          "Evaluate on the rows of --validation-share every so many steps, or after every 90s, 10m,"
              + " 2h, beside after each epoch.")
  private @Nullable String evaluateEvery;

  @Option(
      names = "--best-by",
      paramLabel = "METRIC",
      description =
          "What tells the best model on the rows of --validation-share (default loss):"
              + " ${COMPLETION-CANDIDATES}.")
  private @Nullable RunMetric bestBy;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "End after that time as if the last step had been made: 90s, 10m, 2h.")
  private @Nullable String timeLimit;

  @Option(
      names = "--roll-backs",
      paramLabel = "COUNT",
      description =
          "When the training diverges go back to the last checkpoint, with half the learning rate,"
              + " so often at most (default 0).")
  private @Nullable Integer rollBacks;

  RunFolderOptions() {}

  /** The folder, null where none is wanted. */
  @Nullable Path folder() {
    return run;
  }

  /** Returns a run with these options. */
  TrainingRun applyTo(TrainingRun plain) {
    check();
    TrainingRun changed = run == null ? plain : plain.directory(run);
    if (resume) {
      changed = changed.resume();
    }
    if (checkpointEvery != null) {
      changed = changed.checkpointEvery(checkpointEvery);
    }
    if (evaluateEvery != null) {
      changed =
          isTime(evaluateEvery)
              ? changed.evaluateEvery(duration(evaluateEvery))
              : changed.evaluateEvery(Long.parseLong(evaluateEvery));
    }
    if (bestBy != null) {
      changed = changed.bestBy(bestBy);
    }
    if (rollBacks != null) {
      changed = changed.onDivergence(new DivergencePolicy(rollBacks));
    }
    return timeLimit == null ? changed : changed.timeLimit(duration(timeLimit));
  }

  /** Finds what cannot be before any work: without rows to validate on nothing is evaluated. */
  void check(boolean hasValidation) {
    check();
    if (!hasValidation) {
      requireNoRows(evaluateEvery != null, "--evaluate-every");
      requireNoRows(bestBy != null, "--best-by");
    }
  }

  private void check() {
    if (run != null && Files.exists(run) && !Files.isDirectory(run)) {
      throw new UserError("--run " + run + ": is a file; name a folder");
    }
    if (run == null) {
      requireNoFolder(resume, "--resume");
      requireNoFolder(checkpointEvery != null, "--checkpoint-every");
      requireNoFolder(evaluateEvery != null, "--evaluate-every");
      requireNoFolder(bestBy != null, "--best-by");
    }
    if (checkpointEvery != null && checkpointEvery < 1) {
      throw new UserError("--checkpoint-every must be at least 1, was " + checkpointEvery);
    }
    if (evaluateEvery != null
        && !isTime(evaluateEvery)
        && !evaluateEvery.matches("[1-9][0-9]{0,17}")) {
      throw new UserError(
          "--evaluate-every must be a number of steps of at least 1, or like 90s, 10m or 2h, was "
              + evaluateEvery);
    }
    if (rollBacks != null && (rollBacks < 0 || rollBacks > 30)) {
      throw new UserError("--roll-backs must be at least 0 and at most 30, was " + rollBacks);
    }
    if (timeLimit != null && !isTime(timeLimit)) {
      throw new UserError("--time-limit must be like 90s, 10m or 2h, was " + timeLimit);
    }
  }

  private static void requireNoFolder(boolean given, String option) {
    if (given) {
      throw new UserError(option + " needs the folder of the training; add --run DIR");
    }
  }

  private static void requireNoRows(boolean given, String option) {
    if (given) {
      throw new UserError(
          option
              + " needs rows to evaluate on while training; add --split-by FIELD"
              + " --validation-share 0.1");
    }
  }

  private static boolean isTime(String text) {
    return text.matches("[1-9][0-9]{0,8}[smh]");
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}
