package org.hybridrec.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.MissingEncoderException;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.file.FileMutants;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.core.ranking.Recommendation;

/**
 * Loads many mutants of a model file, and asks those that load. Arguments: file, how many, seed.
 * Ends with 0 if each was refused by a typed exception or answered with finite probabilities, with
 * another code and a line about the first that did not.
 */
final class HostileModels {

  private static final long WATCHDOG_NANOS = 2_000_000_000L;

  private static final List<Map<String, Object>> ROWS =
      List.of(
          Map.of(),
          Map.of("item", "item3", "category", "Schuhe", "title", "Schönes Stück", "price", 12),
          Map.of("item", "?", "tags", "alt|neu|alt", "price", "x"));

  private HostileModels() {}

  @SuppressWarnings("SystemOut") // read by the test that starts it
  public static void main(String[] arguments) throws IOException {
    Path original = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    Random random = new Random(Long.parseLong(arguments[2]));
    byte[] bytes = Files.readAllBytes(original);
    Path mutant = original.resolveSibling("mutant.safetensors");
    AtomicLong began = new AtomicLong(System.nanoTime());
    AtomicLong number = new AtomicLong();
    watch(began, number);
    int refused = 0;
    int whole = 0;
    for (int i = 0; i < count; i++) {
      Files.write(mutant, FileMutants.mutant(bytes, random));
      number.set(i);
      began.set(System.nanoTime());
      try {
        if (answers(mutant)) {
          whole++;
        } else {
          refused++;
        }
      } catch (RuntimeException | Error e) {
        System.out.println("mutant " + i + ": " + e);
        e.printStackTrace(System.out);
        Runtime.getRuntime().halt(3);
      }
    }
    System.out.println("refused " + refused + " whole " + whole);
    Runtime.getRuntime().halt(0);
  }

  @SuppressWarnings("SystemOut") // read by the test that starts it
  private static void watch(AtomicLong began, AtomicLong number) {
    Thread watchdog =
        new Thread(
            () -> {
              while (System.nanoTime() - began.get() < WATCHDOG_NANOS) {
                LockSupport.parkNanos(50_000_000);
              }
              System.out.println("mutant " + number + " took more than two seconds");
              Runtime.getRuntime().halt(4);
            });
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** Returns whether a mutant is a model that answers; false if it, or a row, was refused. */
  private static boolean answers(Path mutant) {
    HybridModel model;
    try {
      model = HybridModel.load(mutant);
    } catch (ModelFormatException | MissingEncoderException | InsufficientMemoryException e) {
      return false;
    }
    try {
      return answers(model);
    } catch (NonFiniteLogitException e) {
      return false;
    }
  }

  private static boolean answers(HybridModel model) {
    for (Map<String, Object> row : ROWS) {
      float sum = 0;
      for (float probability : model.scores(row)) {
        sum += probability;
      }
      if (!(Math.abs(sum - 1) < 1e-4f)) {
        throw new IllegalStateException("the probabilities add up to " + sum);
      }
      for (Recommendation one : model.recommend(row, 5)) {
        if (!(one.probability() >= 0 && one.probability() <= 1)) {
          throw new IllegalStateException(one.toString());
        }
      }
    }
    return true;
  }
}
