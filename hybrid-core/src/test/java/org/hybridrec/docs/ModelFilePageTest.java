package org.hybridrec.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.core.factorization.FactorColumns.foldedIn;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.FoldIn;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.WordVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of a model's file, held against the file of a model with all there is. */
class ModelFilePageTest {

  private static final Page PAGE = Page.read("docs/model-file.md");

  @TempDir Path folder;

  private static HybridModel model() {
    ExampleSource rows =
        MapSource.of(
            List.of(
                Map.of("author", "Zoë", "topic", "Wien", "title", "Grüß Gott", "next", "ä1"),
                Map.of("author", "Ida", "topic", "Graz", "title", "Servus", "next", "b2")));
    Vocabulary topics = Vocabulary.of("Wien", "Graz");
    WordVectors words = WordVectors.of(List.of("Grüß", "Servus"), 2, new float[] {1, 2, 3, 4});
    FoldIn factors =
        Wals.builder().factors(2).build().fit(Interactions.of(rows, "author", "topic")).foldIn();
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(List.of("ä1", "b2")))
        .column(embedding(hashBucket("author", 5), 3))
        .column(indicator(crossed(7, vocabulary("topic", topics), vocabulary("author", topics))))
        .column(pretrained("topic", VectorTable.of(topics, new float[][] {{1}, {2}})))
        .column(textEmbedding("title", TextEncoder.wordVectors(words)))
        .column(foldedIn("topic", factors))
        .hiddenUnits(4)
        .epochs(1)
        .build()
        .fit(rows);
  }

  @Test
  void theTensorsOfAModelAreThoseOfTheTable() {
    Path file = folder.resolve("news.safetensors");
    model().save(file);
    List<List<String>> table = PAGE.after("tensors").table();
    List<List<String>> lines = table.subList(1, table.size());
    TensorFile tensors = TensorFile.read(file);
    Set<String> unused =
        lines.stream().map(line -> line.get(0)).collect(Collectors.toCollection(TreeSet::new));
    for (String name : tensors.names()) {
      List<String> line =
          lines.stream()
              .filter(each -> fits(each.get(0), name.replaceAll("\\.(utf8|offsets)$", "")))
              .findFirst()
              .orElseThrow(() -> new AssertionError("the page has no line for " + name));
      unused.remove(line.get(0));
      boolean strings = name.matches(".*\\.(utf8|offsets)");
      int dimensions = strings ? 1 : line.get(1).split("×").length;
      assertThat(tensors.shape(name)).as(name).hasSize(dimensions);
      assertThat(line.get(1).equals("strings")).as(name).isEqualTo(strings);
    }
    assertThat(unused).isEmpty();
    assertThat(tensors.metadata().keySet()).containsExactlyInAnyOrder("recipe", "fit");
  }

  private static boolean fits(String pattern, String name) {
    String regex =
        pattern.replace("`", "").replaceAll("\\bN\\b", "[0-9]+").replaceAll("[A-Z]{2,}", ".+");
    return name.matches(regex);
  }

  @Test
  void thePythonOfThePageReadsAModel() throws Exception {
    assumeTrue(hasPython(), "python3 3.9 or newer is not on the path: the page's code is not run");
    HybridModel model = model();
    model.save(folder.resolve("news.safetensors"));
    Path script =
        Files.writeString(
            folder.resolve("page.py"),
            PAGE.code("python").get(0) + PAGE.after("on a model").code("python").get(0));
    Parameter bias =
        model.network().parameters().stream()
            .filter(parameter -> parameter.name().equals("output/bias"))
            .findFirst()
            .orElseThrow();
    String[] printed = output("python3", "-X", "utf8", script.toString()).split(" with bias ");
    assertThat(printed[0]).isEqualTo("2 items, the first is ä1");
    assertThat(String.format(Locale.ROOT, "%.4f", Double.parseDouble(printed[1])))
        .isEqualTo(String.format(Locale.ROOT, "%.4f", bias.toArray()[0]));
  }

  private boolean hasPython() throws InterruptedException {
    try {
      return output("python3", "-c", "import sys; print(sys.version_info >= (3, 9))")
          .equals("True");
    } catch (IOException e) {
      return false;
    }
  }

  private String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return text;
    }
  }
}
