package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.WordVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

  @TempDir Path folder;

  private static HybridModel fit(DenseColumn column) {
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(List.of("a", "b")))
        .column(column)
        .hiddenUnits(3)
        .epochs(1)
        .build()
        .fit(
            MapSource.of(
                List.of(
                    Map.of("title", "Grüß Gott", "x", 1, "next", "a"),
                    Map.of("title", "Servus", "x", 2, "next", "b"))));
  }

  @Test
  void wordVectorsTravelInTheFile() {
    WordVectors vectors =
        WordVectors.of(List.of("Grüß", "Servus"), 2, new float[] {1f, 2f, 3f, 4f});
    HybridModel model =
        fit(
            textEmbedding(
                "title", TextEncoder.wordVectors(vectors).withUnknownBuckets(3).unitLength()));
    Path file = folder.resolve("m");
    model.save(file);
    HybridModel loaded = HybridModel.load(file);
    assertThat(loaded.recommender().columns()).isEqualTo(model.recommender().columns());
    Map<String, String> row = Map.of("title", "Servus unbekannt");
    assertThat(loaded.scores(row)).isEqualTo(model.scores(row));
  }

  /** Counts letters: an application's own encoder. */
  private record LetterCount(String fingerprint) implements TextEncoder {
    @Override
    public String name() {
      return "letter-count";
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void encode(String text, float[] target, int offset) {
      target[offset] = text.length();
    }
  }

  @Test
  void anEncoderOfOnesOwnIsGivenAtLoading() {
    HybridModel model = fit(textEmbedding("title", new LetterCount("v1")));
    Path file = folder.resolve("m");
    model.save(file);
    HybridModel loaded = HybridModel.load(file, new LetterCount("v1"));
    assertThat(loaded.scores(Map.of("title", "abc")))
        .isEqualTo(model.scores(Map.of("title", "abc")));
    assertThatThrownBy(() -> HybridModel.load(file))
        .isInstanceOf(MissingEncoderException.class)
        .hasMessageEndingWith(
            "the model uses the encoder 'letter-count' with fingerprint 'v1', given were []; give it"
                + " to HybridModel.load(file, encoder)");
    assertThatThrownBy(() -> HybridModel.load(file, new LetterCount("v2")))
        .isInstanceOf(MissingEncoderException.class)
        .hasMessageContaining("given were [letter-count (v2)]");
  }

  @Test
  void holdsNoPathNoTimeAndNoClassName() throws Exception {
    Path file = folder.resolve("m");
    fit(numeric("x")).save(file);
    String header =
        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(header).doesNotContain("org.hybridrec", folder.toString(), "java", "20" + 26);
  }

  private static HybridModel read(TensorFile tensors) {
    return ModelFile.fromTensors("m", tensors, new TensorFacts(tensors, List.of(), List.of()));
  }

  @Test
  void aTokenizerOfOnesOwnIsGivenAtLoading() {
    Tokenizer vowels = Tokenizer.of("vowels", text -> List.of(text.replaceAll("[^aeiou]", "")));
    HybridModel model = fit(embedding(hashBucket(field("title").tokenized(vowels), 8), 2));
    Path file = folder.resolve("m");
    model.save(file);
    HybridModel loaded = HybridModel.load(file, List.of(), List.of(vowels));
    Map<String, String> row = Map.of("title", "Servus");
    assertThat(loaded.scores(row)).isEqualTo(model.scores(row));
    assertThatThrownBy(() -> HybridModel.load(file))
        .isInstanceOf(MissingEncoderException.class)
        .hasMessageEndingWith(
            "the model uses the tokenizer 'vowels', given were []; give it to"
                + " HybridModel.load(file, encoders, tokenizers)");
  }

  @Test
  void anotherTensorFileIsNoModel() {
    Path file = folder.resolve("m");
    TensorFile.builder().floats("output/bias", new float[] {1f}).build().write(file);
    assertThatThrownBy(() -> HybridModel.load(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.kind()).isEqualTo(ModelFormatException.Kind.ABSENT));
  }

  @Test
  void aRecipeThatDoesNotFitTheWeightsIsRefused() {
    TensorFile whole = ModelFile.toTensors(fit(numeric("x")));
    TensorFileBuilder changed = TensorFile.builder();
    for (String name : whole.names()) {
      if (name.equals("hidden/0/kernel")) {
        changed.floats(name, new float[6], 2, 3);
      } else if (name.startsWith("vocabulary/")) {
        if (name.endsWith(".utf8")) {
          changed.strings(name.replace(".utf8", ""), whole.strings(name.replace(".utf8", "")));
        }
      } else {
        changed.floats(name, whole.floats(name), whole.shape(name));
      }
    }
    changed.json("recipe", whole.json("recipe")).json("fit", whole.json("fit"));
    assertThatThrownBy(() -> read(changed.build()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("the network's weights do not fit the recipe")
        .hasMessageContaining("hidden/0/kernel");
  }

  @Test
  void aDefinitionThatCannotBeUnderstoodIsAFormatError() {
    TensorFile file =
        TensorFile.builder().json("recipe", Map.of("label", "next")).json("fit", Map.of()).build();
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.kind()).isEqualTo(ModelFormatException.Kind.CONTENT))
        .hasMessageContaining("not a model of this library: m: label: expected a map, was 'next'");
  }

  @Test
  void weightsTooGreatForProbabilitiesAreRefusedWhenAsked() {
    TensorFile file = ModelFile.toTensors(TrainedToys.model(1));
    TensorFileBuilder great = TensorFile.builder();
    file.metadata().forEach(great::text);
    for (String name : file.names()) {
      int[] shape = file.shape(name);
      switch (file.dtype(name)) {
        case F32 -> {
          float[] values = file.floats(name);
          if (name.endsWith("kernel")) {
            Arrays.fill(values, Float.MAX_VALUE);
          }
          great.floats(name, values, shape);
        }
        case F64 -> great.doubles(name, file.doubles(name), shape);
        case I64 -> great.longs(name, file.longs(name), shape);
        case I32 -> great.ints(name, file.ints(name), shape);
        case U8 -> great.bytes(name, file.bytes(name), shape);
      }
    }
    Path path = folder.resolve("great");
    great.build().write(path);
    HybridModel model = HybridModel.load(path);
    String message =
        "row 0: probabilities must be numbers, one was NaN; the model's weights are too great for"
            + " these values, train again with a lower learning rate";

    assertThatThrownBy(() -> model.scores(ToyShop.row(3)))
        .isInstanceOf(NonFiniteLogitException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> model.recommend(ToyShop.row(3), 2))
        .isInstanceOf(NonFiniteLogitException.class)
        .hasMessage(message);
  }
}
