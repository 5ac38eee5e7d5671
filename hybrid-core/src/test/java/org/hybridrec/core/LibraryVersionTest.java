package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LibraryVersionTest {

  @Test
  void isTheVersionOfThePom() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertThat(LibraryVersion.CURRENT)
        .isEqualTo(pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1"));
  }

  @Test
  void standsInEveryModel() {
    HybridModel model = ToyShop.recommender().fit(ToyShop.examples(20, 1));
    assertThat(model.fitReport().libraryVersion()).isEqualTo(LibraryVersion.CURRENT);
  }
}
