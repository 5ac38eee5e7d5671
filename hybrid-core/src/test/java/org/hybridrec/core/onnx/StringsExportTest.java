package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.WordVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and numbers in: ONNX Runtime with its extensions gives the model's own answers. */
class StringsExportTest {

  static List<DenseColumn> columns() {
    return Bazaar.columns();
  }

  private static void check(HybridModel model, List<? extends Map<String, ?>> rows, int batch)
      throws OrtException {
    OnnxModel onnx = OnnxExport.of(model).withStrings();
    try (Served served = Served.extended(onnx)) {
      new Parity(model, served, some -> RawRows.inputs(model, onnx, some)).check(rows, batch);
    }
  }

  @ParameterizedTest
  @MethodSource("columns")
  void eachColumnAloneGivesTheSame(DenseColumn column) throws OrtException {
    HybridModel model = Bazaar.fit(List.of(column));
    assertThat(OnnxExport.of(model).withStrings().notes()).isEmpty();
    check(model, Bazaar.dirtyRows(150), 32);
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "7, 140", "512, 600"})
  void everyColumnGivesTheModelsProbabilitiesAndItsTopTen(int batch, int rows) throws OrtException {
    check(Bazaar.fit(Bazaar.columns(), 24, 16), Bazaar.dirtyRows(rows), batch);
  }

  @Test
  void textsOfEveryAlphabetAreCutIntoTheSameWords() throws OrtException {
    HybridModel model =
        Bazaar.fit(
            List.of(
                embedding(hashBucket(field("title").words(), 997), 8),
                embedding(hashBucket(field("title").tokenized(Tokenizer.whitespace()), 997), 8)
                    .named("whitespace"),
                textEmbedding("title", TextEncoder.hashed(64, 3)),
                vectors("words", Tokenizer.words()),
                vectors("whitespaced", Tokenizer.whitespace())));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String title :
        List.of(
            "ÄÖÜ ẞßſ ÉÀÇ İIıi Ǆǅǆ ŒÆØ",
            "ПРИВЕТ Мир! Ελληνικά ΑΒΓΔ 東京 タワー العربية हिन्दी ไทย",
            "e\u0301 \u0301x a\u0301\u0301b \u0301",
            "Donau-Insel, 3,5 % & 100\u00a0km/h…",
            "tab\there\nline\u2028sep\u0085nel\u000bvt\u3000ideographic",
            "½ ² Ⅷ ① ٣ ߁ _x_ a\u0001b Ꭰ ꭰ",
            "  ",
            "'",
            "x".repeat(300) + " Ünïcödé".repeat(40))) {
      rows.add(Map.of("title", title));
      rows.add(Map.of("title", title.toLowerCase(Locale.ROOT)));
      rows.add(Map.of("title", List.of(title, "zwei", title)));
    }
    check(model, rows, 5);
    check(model, rows, 1);
  }

  /** Nearly every word is unknown, and there are so many buckets that few words share one. */
  private static DenseColumn vectors(String name, Tokenizer tokenizer) {
    List<String> words = List.of("мир", "Мир", "zwei", "東京");
    WordVectors few = WordVectors.of(words, 2, new float[] {1, 2, -1, 0, 0, 1, 2, 0.5f});
    return textEmbedding(
            "title",
            TextEncoder.wordVectors(few).withTokenizer(tokenizer).withUnknownBuckets(10_000))
        .named("vectors_of_" + name);
  }

  /**
   * Those beyond are left out here: ONNX Runtime's Java interface hands them over as two surrogates
   * in three bytes each, which is no UTF-8.
   */
  @ParameterizedTest
  @ValueSource(strings = {"words", "whitespace"})
  void everyCharacterOfTheBasicPlaneBeginsEndsOrCutsAWordAlike(String tokenizer)
      throws OrtException {
    assumeTrue(
        Runtime.version().feature() <= 18,
        "later Javas know characters of later versions of Unicode, ONNX Runtime does not");
    HybridModel model =
        Bazaar.fit(
            List.of(
                embedding(
                    hashBucket(field("title").tokenized(Tokenizer.named(tokenizer)), 99_991), 8)));
    List<Map<String, Object>> rows = new ArrayList<>();
    StringBuilder title = new StringBuilder();
    for (char c = 1; c < Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate(c) && Character.isDefined(c)) {
        title.append("b").append(c).append("b ").append(c).append("c ");
      }
      if (c % 16 == 0 && title.length() > 0) {
        rows.add(Map.of("title", title.toString()));
        title.setLength(0);
      }
    }
    check(model, rows, 512);
  }

  @Test
  void numbersInTextsAreReadAlike() throws OrtException {
    HybridModel model =
        Bazaar.fit(
            List.of(
                numeric(field("size").split("x").at(1)).withDefault(3f),
                embedding(identity(field("size").split("x").at(0), 100).withDefault(7), 4),
                embedding(
                    crossed(50, identity(field("size").split("x").at(0), 100), field("author")),
                    4)));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String number :
        List.of(
            "5",
            "+5",
            "-5",
            " 5 ",
            "5.5",
            ".5",
            "5.",
            "1e1",
            "1E-3",
            "1e400",
            "-1e40",
            "nan",
            "inf",
            "0x1p3",
            "1f",
            "--1",
            "",
            "005",
            "99",
            "100",
            "123456789012345678",
            "5 5")) {
      rows.add(Map.of("size", number + "x" + number, "author", "A"));
    }
    check(model, rows, 4);
  }

  @Test
  void aColumnOfAnOwnTokenizerOrEncoderComesEncodedAndTheExportSaysSo() throws OrtException {
    Tokenizer commas = Tokenizer.of("commas", text -> List.of(text.split(",")));
    HybridModel model =
        Bazaar.fit(
            List.of(
                embedding(hashBucket("item", 50), 4),
                embedding(hashBucket(field("title").tokenized(commas), 20), 4),
                textEmbedding("title", new TitleLength())));
    OnnxModel onnx = OnnxExport.of(model).withStrings();

    assertThat(onnx.notes())
        .containsExactly(
            "column 'title_embedding' comes encoded, as input 'title_embedding': ONNX has no"
                + " operator for its tokenizer 'commas'; fill it from HybridModel.encode",
            "column 'title_text_embedding' comes encoded, as input 'title_text_embedding': ONNX"
                + " has no operator for its encoder 'title-length'; fill it from"
                + " HybridModel.encode");
    assertThat(onnx.inputs())
        .extracting(OnnxInput::toString)
        .containsExactly(
            "item: string [rows × values], '' is missing",
            "title_embedding: int64 [rows × ids], -1 is no id",
            "title_text_embedding: float [rows × 2], as the encoder gives it",
            "k: int64 [1], how many items are wanted");
    check(model, Bazaar.dirtyRows(200), 32);
  }

  @Test
  void tooManyBucketsForUnknownWordsComeEncoded() {
    TextEncoder encoder =
        TextEncoder.wordVectors(WordVectors.of(List.of("a"), 2, new float[] {1, 2}))
            .withUnknownBuckets(3_000_000);
    HybridModel model = Bazaar.fit(List.of(textEmbedding("title", encoder)));
    assertThat(OnnxExport.of(model).withStrings().notes())
        .containsExactly(
            "column 'title_text_embedding' comes encoded, as input 'title_text_embedding': its"
                + " buckets for unknown words hold 6000000 floats, at most 4194304 are put into the"
                + " graph; fill it from HybridModel.encode");
  }

  @Test
  void anInputWhoseNameIsTakenGetsAnUnderscore() throws OrtException {
    HybridModel model =
        Bazaar.fit(
            List.of(
                embedding(hashBucket("item", 50), 4).named("items"),
                textEmbedding("title", new TitleLength()).named("k")));
    OnnxModel onnx = OnnxExport.of(model).withIds();
    assertThat(onnx.inputs()).extracting(OnnxInput::name).containsExactly("items_", "k_", "k");
    try (Served served = Served.plain(onnx)) {
      assertThat(served.session().getInputNames()).containsExactly("items_", "k_", "k");
    }
  }

  @Test
  void theSameModelGivesTheSameBytes() {
    HybridModel model = Bazaar.fit(Bazaar.columns(), 8);
    byte[] once = OnnxExport.of(model).withStrings().toBytes();
    assertThat(OnnxExport.of(model).withStrings().toBytes()).isEqualTo(once);
  }
}
