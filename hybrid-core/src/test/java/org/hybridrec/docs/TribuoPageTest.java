package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.core.tribuo.HybridTrainer;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on Tribuo shows is what happens. */
class TribuoPageTest {

  private static final Page PAGE = Page.read("docs/tribuo.md");

  @TempDir Path folder;

  @Test
  void theProgramIsTheOneThatIsCompiledHere() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/hybridrec/docs/TribuoProgram.java"));
    assertThat(PAGE.after("program").code("java"))
        .containsExactly(source.replace("package org.hybridrec.docs;\n\n", ""));
  }

  @Test
  void theProgramPrintsWhatThePageSays() throws IOException, InterruptedException {
    assertThat(PAGE.after("output").code("text"))
        .containsExactly(ChildJvm.output(folder, TribuoProgram.class));
    assertThat(folder.resolve("clicks.pb")).exists();
  }

  @Test
  void theConfigurationOfThePageMakesATrainer() throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), TribuoProgram.RECIPE);
    Path config = folder.resolve("config.xml");
    Files.writeString(
        config,
        PAGE.after("configuration").code("xml").get(0).replace("recipe.yaml", recipe.toString()));
    HybridTrainer trainer =
        (HybridTrainer) new ConfigurationManager(config.toString()).lookup("hybrid");
    assertThat(trainer).hasToString("HybridTrainer(topK=20,threads=0)");
  }
}
