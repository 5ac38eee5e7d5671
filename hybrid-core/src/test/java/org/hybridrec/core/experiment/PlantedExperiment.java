package org.hybridrec.core.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** planted.yaml with some of its arms. */
final class PlantedExperiment {

  private PlantedExperiment() {}

  static Experiment of(String arms, String contrasts) {
    try (InputStream in = PlantedExperiment.class.getResourceAsStream("planted.yaml")) {
      String yaml = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Experiment.of(
          "planted.yaml",
          yaml.replace("{ARMS}", "{" + arms + "}").replace("[CONTRASTS]", "[" + contrasts + "]"),
          Path.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
