package org.hybridrec.news;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
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

  /** A bar with the steps a second, the time that is left, and the losses behind it. */
  final class Bar implements Progress {

    /** Rarely enough to cost nothing beside a step. */
    private static final int EVERY_STEPS = 16;

    /** A step's share in the loss that is shown. */
    private static final double SHARE = 0.02;

    private final ProgressBarConsumer consumer;
    private @Nullable ProgressBar bar;
    private long stepCount;
    private double recentLoss;
    private double validationLoss = Double.NaN;

    Bar(ProgressBarConsumer consumer) {
      this.consumer = consumer;
    }

    Bar(Consumer<String> drawn) {
      this(new DelegatingProgressBarConsumer(drawn));
    }

    @Override
    public void onStart(long rowCount, long stepCount) {
      this.stepCount = stepCount;
    }

    @Override
    public void onStep(long step, double loss) {
      if (bar == null) {
        bar = from(step - 1);
        recentLoss = loss;
      }
      recentLoss += SHARE * (loss - recentLoss);
      bar.stepTo(step);
      if (step % EVERY_STEPS == 1) {
        bar.setExtraMessage(brief(recentLoss, validationLoss));
      }
    }

    /** Fits into a line of 80 with the rest. */
    private static String brief(double loss, double validationLoss) {
      String losses = String.format(Locale.ROOT, " loss %.3f", loss);
      return Double.isNaN(validationLoss)
          ? losses
          : losses + String.format(Locale.ROOT, ", val %.3f", validationLoss);
    }

    /** A training that goes on has made steps in no time that could be known. */
    private ProgressBar from(long step) {
      return new ProgressBarBuilder()
          .setInitialMax(stepCount)
          .startsFrom(step, Duration.ZERO)
          .showSpeed(new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(200)
          .setConsumer(consumer)
          .build();
    }

    @Override
    public void onEpoch(int epoch, double loss, double validationLoss) {
      this.validationLoss = validationLoss;
      if (bar != null) {
        bar.setExtraMessage(brief(loss, validationLoss));
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
