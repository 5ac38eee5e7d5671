package org.hybridrec.reliability;

import java.nio.file.Path;
import org.hybridrec.core.TrainedToys;

/**
 * Trains in a run folder, from its last checkpoint on, and saves the model. Arguments: run folder,
 * threads, model. It is killed, started again, killed again.
 */
final class TrainingToTheEnd {

  private TrainingToTheEnd() {}

  @SuppressWarnings("SystemOut") // read by the test that kills it
  public static void main(String[] arguments) {
    TrainedToys.resume(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Path.of(arguments[2]),
        () -> System.out.println("training"));
    Runtime.getRuntime().halt(0);
  }
}
