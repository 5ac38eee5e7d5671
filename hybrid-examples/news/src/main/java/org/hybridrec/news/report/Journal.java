package org.hybridrec.news.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.file.JsonException;
import org.hybridrec.news.report.Curve.Point;
import org.jspecify.annotations.Nullable;

/**
 * The curves and roll-backs that the journal of a run holds. A line that cannot be read is passed
 * over.
 */
final class Journal {

  private static final String LOSS = "loss";

  private final List<Point> loss = new ArrayList<>();
  private final List<Point> validationLoss = new ArrayList<>();
  private final SortedMap<String, List<Point>> evaluations = new TreeMap<>();

  private final List<RollBack> rollBacks = new ArrayList<>();

  private Journal() {}

  /**
   * That a training diverged and went back.
   *
   * @param number which time it was
   * @param step the step that it went on from
   * @param cause what had happened
   */
  record RollBack(long number, long step, String cause) {}

  /** Reads a journal; one that is not there is empty. */
  static Journal read(Path file) {
    Journal journal = new Journal();
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).forEach(journal::add);
      } catch (IOException e) {
        throw new UncheckedIOException("journal " + file + " cannot be read: " + e, e);
      }
    }
    return journal;
  }

  /** The last line of a killed training may be cut off. */
  private void add(String line) {
    try {
      if (Json.read(line) instanceof Map<?, ?> event && event.get("step") instanceof Long step) {
        add(step, event);
      }
    } catch (JsonException e) {
      return;
    }
  }

  private void add(long step, Map<?, ?> event) {
    add(loss, step, event.get(LOSS));
    add(validationLoss, step, event.get("validation_loss"));
    if (event.get("roll_back") instanceof Long number) {
      rollBacks.add(new RollBack(number, step, String.valueOf(event.get("cause"))));
    }
    if (event.get("evaluation") instanceof Map<?, ?> metrics) {
      metrics.forEach(
          (name, value) ->
              add(
                  evaluations.computeIfAbsent(name.toString(), unused -> new ArrayList<>()),
                  step,
                  value));
    }
  }

  private static void add(List<Point> points, long step, @Nullable Object value) {
    if (value instanceof Number number && Float.isFinite(number.floatValue())) {
      points.add(new Point(step, number.doubleValue()));
    }
  }

  /** How often the training went back. */
  List<RollBack> rollBacks() {
    return rollBacks;
  }

  /** The losses: while learning, and on the validation rows where there were any. */
  List<Curve> losses() {
    List<Point> held = evaluations.getOrDefault(LOSS, validationLoss);
    return List.of(new Curve("learning", loss), new Curve("validation", held));
  }

  /** The other metrics of the evaluations, by name. */
  List<Curve> metrics() {
    return evaluations.entrySet().stream()
        .filter(each -> !each.getKey().equals(LOSS))
        .map(each -> new Curve(each.getKey(), each.getValue()))
        .toList();
  }

  /** All metrics of the evaluations, by name. */
  List<Curve> evaluations() {
    return evaluations.entrySet().stream()
        .map(each -> new Curve(each.getKey(), each.getValue()))
        .toList();
  }
}
