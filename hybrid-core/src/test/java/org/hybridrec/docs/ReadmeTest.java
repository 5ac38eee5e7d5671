package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer copies from the README first. */
class ReadmeTest {

  private static final Page README = Page.read("README.md");

  @TempDir Path folder;

  @Test
  void theProgramIsTheOneThatIsCompiledHere() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/hybridrec/docs/FirstProgram.java"));
    assertThat(README.after("program").code("java"))
        .containsExactly(source.replace("package org.hybridrec.docs;\n\n", ""));
  }

  @Test
  void theProgramPrintsWhatThePageSays() throws IOException, InterruptedException {
    assertThat(README.after("output").code("text"))
        .containsExactly(ChildJvm.output(folder, FirstProgram.class));
    assertThat(folder.resolve("first.safetensors")).exists();
  }

  @Test
  void theRecipeMakesTheModelOfTheProgram() throws IOException {
    ExampleSource clicks =
        MapSource.of(
            List.of(
                Map.of("reading", "a1", "title", "Neue Regierung in Wien", "next", "a2"),
                Map.of("reading", "a2", "title", "Wien wählt im Herbst", "next", "a1"),
                Map.of("reading", "b1", "title", "Rapid gewinnt das Derby", "next", "b2"),
                Map.of("reading", "b2", "title", "Das nächste Derby im Mai", "next", "b1")));
    Path yaml = folder.resolve("recipe.yaml");
    Files.writeString(yaml, README.after("recipe").code("yaml").get(0));
    HybridRecommender recommender = Recipe.read(yaml).fit(clicks);
    HybridModel model = recommender.fit(clicks);
    Map<String, String> unknown = Map.of("reading", "new today", "title", "Rapid siegt im Derby");
    StringBuilder printed = new StringBuilder();
    model
        .recommend(unknown, 2)
        .forEach(
            item ->
                printed.append(
                    String.format(Locale.ROOT, "%s %.2f%n", item.id(), item.probability())));
    assertThat(README.after("output").code("text"))
        .containsExactly(printed.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void theLinesForFilesAreThoseThatAreCompiledHere() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/hybridrec/docs/FromFiles.java"));
    assertThat(source.replaceAll("\\s", ""))
        .contains(README.after("lines").code("java").get(0).replaceAll("\\s", ""));
  }

  @Test
  void theLinesForFilesTrainInAFolderAndPrintBothReports()
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("recipe.yaml"),
        README.after("recipe").code("yaml").get(0).replace("epochs: 200", "epochs: 20"));
    StringBuilder csv = new StringBuilder("user,reading,title,next\n");
    for (int i = 0; i < 400; i++) {
      csv.append("u%d,a%d,Titel %d,a%d\n".formatted(i * 7 % 60, i % 6, i % 6, (i + 1) % 6));
    }
    Files.writeString(folder.resolve("clicks.csv"), csv);

    String printed = ChildJvm.output(folder, FromFiles.class);

    HybridModel model = HybridModel.load(folder.resolve("run/latest.safetensors"));
    SplitRows parts =
        Split.byVisitor("user", 0.1, 0.1).of(CsvSource.of(folder.resolve("clicks.csv")));
    assertThat(printed)
        .startsWith(model.fitReport().toText() + "\nmetric ")
        .endsWith(
            Evaluator.at(5)
                .visitors("user")
                .trainingCounts(TrainingCounts.of(parts.train(), "next"))
                .evaluate(model.scorer(), parts.test())
                .toText());
    assertThat(model.evaluate(parts.test(), 5).accuracy()).isEqualTo(1);
    assertThat(folder.resolve("run/best.safetensors")).exists();
  }

  @Test
  void theDependencyIsThisVersion() throws IOException {
    String pom = Files.readString(Page.ROOT.resolve("pom.xml"));
    String version = pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");
    assertThat(README.code("xml").get(0))
        .contains("<artifactId>hybrid-core</artifactId>", "<version>" + version + "</version>");
  }
}
