package org.hybridrec.news;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
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
    return Ansi.AUTO.enabled()
        ? new Bar(new ConsoleProgressBarConsumer(System.err))
        : new Lines(err);
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
      err.println("epoch " + epoch + ": " + losses(loss, validationLoss));
    }

    @Override
    public void close() {}
  }

  /** A bar with the losses of the last epoch behind it. */
  final class Bar implements Progress {

    private final ProgressBarConsumer consumer;
    private @Nullable ProgressBar bar;

    Bar(ProgressBarConsumer consumer) {
      this.consumer = consumer;
    }

    Bar(Consumer<String> drawn) {
      this(new DelegatingProgressBarConsumer(drawn));
    }

    @Override
    public void onStart(long rowCount, long stepCount) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(stepCount)
              .hideEta()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(consumer)
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
        bar.setExtraMessage(losses(loss, validationLoss));
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  private static String losses(double loss, double validationLoss) {
    String losses = String.format(Locale.ROOT, "loss %.4f", loss);
    return Double.isNaN(validationLoss)
        ? losses
        : losses + String.format(Locale.ROOT, ", validation %.4f", validationLoss);
  }
}
