package org.hybridrec.core.recipe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.core.FittedFact;
import org.hybridrec.core.FittedFacts;
import org.hybridrec.features.dataset.FactFiles;
import org.hybridrec.features.dataset.FittedOn;
import org.hybridrec.features.source.ExampleSource;

/**
 * Notes what the facts of one recipe were fitted on. A file that {@link FactFiles} wrote has its
 * rows beside it; nothing is known of other files.
 */
final class FactLog {

  private final FittedOn train;
  private final Set<FittedFact> facts = new LinkedHashSet<>();

  /** Goes through all training rows. */
  FactLog(ExampleSource trainingRows) {
    this.train = FittedOn.of("train", trainingRows);
  }

  void fitted(String what) {
    facts.add(FittedFact.of(what, train));
  }

  void fittedWithLabels(String what) {
    facts.add(new FittedFact(what, train, true));
  }

  void read(String what, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.exists(folder.resolve(FactFiles.ORIGINS))) {
      FittedOn on = FactFiles.origins(folder).get(String.valueOf(file.getFileName()));
      if (on != null) {
        facts.add(FittedFact.of(what, on));
      }
    }
  }

  FittedFacts facts() {
    return new FittedFacts(train, List.copyOf(facts));
  }
}
