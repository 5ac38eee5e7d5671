package org.hybridrec.reliability;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.hybridrec.core.HybridModel;

/**
 * Saves a model over another where that may be impossible. Arguments: model, target. Ends with 0
 * after a save, with 7 and the message after a typed refusal; the model answers in both cases.
 */
final class SavingOnce {

  private SavingOnce() {}

  @SuppressWarnings("SystemOut") // read by the test that starts it
  public static void main(String[] arguments) {
    HybridModel model = HybridModel.load(Path.of(arguments[0]));
    int code = 0;
    try {
      model.save(Path.of(arguments[1]));
    } catch (UncheckedIOException e) {
      System.out.println(e.getMessage());
      code = 7;
    }
    model.recommend(Map.of("item", "item3"), 3);
    Runtime.getRuntime().halt(code);
  }
}
