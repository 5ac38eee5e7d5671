package org.hybridrec.news;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hybridrec.core.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows how a training goes: a bar on a terminal, a line an epoch elsewhere. */
interface Progress extends TrainingListener, AutoCloseable {

  @Override
  void close();

  /** Chooses by where the program runs; both forms write to standard error or that writer. */
  static Progress on(PrintWriter err) {
    return Ansi.AUTO.enabled() ? new Bar() : new Lines(err);
  }

  /** A line an epoch. */
  final class Lines implements Progress {

    private final PrintWriter err;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void onStart(long rowCount, long stepCount) {
      err.printf(Locale.ROOT, "training on %,d rows, at most %,d steps%n", rowCount, stepCount);
    }

    @Override
    public void onEpoch(int epoch, double loss, double validationLoss) {
      err.println(line(epoch, loss, validationLoss));
    }

    @Override
    public void close() {}
  }

  /** A bar with the losses of the last epoch behind it. */
  final class Bar implements Progress {

    private @Nullable ProgressBar bar;

    @Override
    public void onStart(long rowCount, long stepCount) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(stepCount)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }

    @Override
    public void onStep(long step, double loss) {
      if (bar != null) {
        bar.stepTo(step);
      }
    }

    @Override
    public void onEpoch(int epoch, double loss, double validationLoss) {
      if (bar != null) {
        bar.setExtraMessage(line(epoch, loss, validationLoss));
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  private static String line(int epoch, double loss, double validationLoss) {
    String line = String.format(Locale.ROOT, "epoch %d: loss %.4f", epoch, loss);
    return Double.isNaN(validationLoss)
        ? line
        : line + String.format(Locale.ROOT, ", validation loss %.4f", validationLoss);
  }
}
