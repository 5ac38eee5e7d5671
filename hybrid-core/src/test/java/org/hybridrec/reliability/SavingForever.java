package org.hybridrec.reliability;

import java.nio.file.Path;
import org.hybridrec.core.HybridModel;

/** Saves two models over each other until it is killed. Arguments: model, model, target. */
final class SavingForever {

  private SavingForever() {}

  @SuppressWarnings({"SystemOut", "InfiniteLoopStatement"}) // read by the test that kills it
  public static void main(String[] arguments) {
    HybridModel one = HybridModel.load(Path.of(arguments[0]));
    HybridModel other = HybridModel.load(Path.of(arguments[1]));
    Path target = Path.of(arguments[2]);
    one.save(target); // the first one loads classes: said before it, a busy machine never saves
    System.out.println("saving");
    while (true) {
      other.save(target);
      one.save(target);
    }
  }
}
