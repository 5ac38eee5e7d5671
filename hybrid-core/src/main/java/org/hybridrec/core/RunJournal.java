package org.hybridrec.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.hybridrec.core.file.AtomicFile;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.file.JsonException;
import org.hybridrec.core.training.TrainingListener;

/**
 * The course of a training as lines of JSON, one an event: the loss of some steps, each epoch, each
 * evaluation. What a killed training wrote after its last checkpoint is dropped when it goes on.
 */
final class RunJournal implements TrainingListener, AutoCloseable {

  private static final int EVERY_STEPS = 100;

  private final Path file;
  private final Writer out;
  private long step;
  private double lossSum;
  private int losses;

  private RunJournal(Path file, Writer out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins anew, or goes on after a step and after some roll-backs, and forgets what came later.
   */
  static RunJournal open(Path file, long afterStep, int rollBacks) {
    try {
      List<String> kept =
          afterStep == 0 && rollBacks == 0 ? List.of() : linesUpTo(file, afterStep, rollBacks);
      AtomicFile.write(file, stream -> stream.write(String.join("", kept).getBytes(UTF_8)));
      Writer out = Files.newBufferedWriter(file, UTF_8, StandardOpenOption.APPEND);
      RunJournal journal = new RunJournal(file, out);
      journal.step = afterStep;
      return journal;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /**
   * Returns the goodness of the best evaluation up to a step, negative infinity where there is
   * none.
   */
  static double best(Path file, long upToStep, RunMetric metric) {
    double best = Double.NEGATIVE_INFINITY;
    try {
      for (String line : linesUpTo(file, upToStep, Integer.MAX_VALUE)) {
        if (Json.read(line) instanceof Map<?, ?> event
            && event.get("evaluation") instanceof Map<?, ?> metrics) {
          Map<String, Object> named = new LinkedHashMap<>();
          metrics.forEach((key, value) -> named.put(key.toString(), value));
          best = Math.max(best, metric.goodness(named));
        }
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
    return best;
  }

  private static List<String> linesUpTo(Path file, long step, int rollBacks) throws IOException {
    List<String> kept = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (isUpTo(line, step, rollBacks)) {
          kept.add(line + "\n");
        }
      }
    }
    return kept;
  }

  /** The last line of a killed training may be cut off. Roll-backs are told of for good. */
  private static boolean isUpTo(String line, long step, int rollBacks) {
    try {
      return Json.read(line) instanceof Map<?, ?> event
          && event.get("step") instanceof Long at
          && (event.get("roll_back") instanceof Long number ? number <= rollBacks : at <= step);
    } catch (JsonException e) {
      return false;
    }
  }

  @Override
  public void onStep(long step, double loss) {
    this.step = step;
    lossSum += loss;
    losses++;
    if (step == 1 || step % EVERY_STEPS == 0) {
      write(Map.of("loss", lossSum / losses));
      lossSum = 0;
      losses = 0;
    }
  }

  @Override
  public void onEpoch(int epoch, double loss, double validationLoss) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("epoch", epoch);
    event.put("epoch_loss", loss);
    if (!Double.isNaN(validationLoss)) {
      event.put("validation_loss", validationLoss);
    }
    write(event);
  }

  @Override
  public void onRollBack(long step, int rollBacks, String cause) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("roll_back", rollBacks);
    event.put("cause", cause);
    write(event);
  }

  @Override
  public void onEvaluation(long step, SortedMap<String, Double> metrics) {
    write(Map.of("evaluation", metrics));
  }

  private void write(Map<String, ?> event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.putAll(event);
    try {
      out.write(Json.write(line) + "\n");
      out.flush();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static UncheckedIOException failed(Path file, IOException e) {
    return new UncheckedIOException("journal " + file + " cannot be written: " + e, e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
