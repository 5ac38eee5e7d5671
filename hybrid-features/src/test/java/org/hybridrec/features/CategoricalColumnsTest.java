package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ids categorical columns give, and what they count. */
class CategoricalColumnsTest {

  @ParameterizedTest
  @MethodSource("categorical")
  void idsAndCountsAreThoseOfAPlainSecondImplementation(ColumnKinds kind) {
    for (int seed = 1; seed <= 5; seed++) {
      List<Map<String, Object>> rows = SampleRows.all(400, seed);
      CategoricalColumn column = parent(kind.column());
      PlainEncoder plain = new PlainEncoder();
      List<List<String>> expected = new ArrayList<>();
      rows.forEach(row -> expected.add(List.of(plain.encode(column, row))));

      Encoded encoded = Encoded.fitting(rows, kind.column());

      assertThat(encoded.rows()).as("seed %d", seed).isEqualTo(expected);
      ColumnReport report = encoded.report().column(kind.columnName);
      assertThat(report.rows()).isEqualTo(400);
      assertThat(report.missing()).as("missing, seed %d", seed).isEqualTo(plain.missing);
      assertThat(report.defaulted()).as("defaulted, seed %d", seed).isEqualTo(plain.defaulted);
      assertThat(report.unknown()).as("unknown, seed %d", seed).isEqualTo(plain.unknown);
      assertThat(report.invalid()).isZero();
    }
  }

  static Stream<ColumnKinds> categorical() {
    return Stream.of(ColumnKinds.values()).filter(kind -> parent(kind.column()) != null);
  }

  private static CategoricalColumn parent(DenseColumn column) {
    if (column instanceof EmbeddingColumn embedding) {
      return embedding.of();
    }
    return column instanceof IndicatorColumn indicator ? indicator.of() : null;
  }

  @Test
  void aNumberAndItsDecimalTextAreTheSameValue() {
    for (long number : new long[] {0, 7, -1, 14_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE}) {
      String text = Long.toString(number);
      for (CategoricalColumn column :
          List.of(
              hashBucket("v", 1_000_003),
              vocabulary("v", Vocabulary.of("7", "0")).withOovBuckets(99),
              identity("v", 8).withDefault(5),
              crossed(1_000_003, "v", "v"))) {
        List<Integer> ids = Encoded.ids(column, Encoded.row("v", number));
        assertThat(ids).hasSize(1).isEqualTo(Encoded.ids(column, Encoded.row("v", text)));
        assertThat(ids)
            .isEqualTo(Encoded.fittedIds(column, MapSource.of(List.of(Map.of("v", number)))))
            .isEqualTo(Encoded.fittedIds(column, MapSource.of(List.of(Map.of("v", text)))));
      }
    }
  }

  @Test
  void severalValuesKeepTheirOrderAndTheirRepeats() {
    CategoricalColumn letters = vocabulary("v", Vocabulary.of("a", "b", "c"));
    assertThat(ids(letters, "v", List.of("c", "a", "x", "c"))).containsExactly(2, 0, 2);
    assertThat(ids(split("|"), "v", "c|a||c")).containsExactly(2, 0, 2);
    assertThat(ids(split("||"), "v", "c||a|||c")).containsExactly(2, 0);
    assertThat(ids(split("|"), "v", List.of("a|b", "c"))).containsExactly(0, 1, 2);
    assertThat(ids(split("|"), "v", "|")).isEmpty();
    assertThat(ids(vocabulary(field("v").words(), Vocabulary.of("öl", "wien")), "v", "Öl? WIEN!"))
        .containsExactly(0, 1);
  }

  private static CategoricalColumn split(String separator) {
    return vocabulary(field("v").split(separator), Vocabulary.of("a", "b", "c"));
  }

  @Test
  void textIsComparedAsItIsBlanksIncluded() {
    int blank = Fingerprint64.bucket(Fingerprint64.of(" "), 1_000_003);
    assertThat(ids(hashBucket("v", 1_000_003), "v", " ")).containsExactly(blank);
    assertThat(ids(vocabulary("v", Vocabulary.of("a")), "v", List.of(" a", "A", "a")))
        .containsExactly(0);
  }

  @Test
  void positionsCountMissingAndUnknownValues() {
    List<String> values = Arrays.asList("a", null, "", "x", "b", "c");
    Vocabulary letters = Vocabulary.of("a", "b", "c");
    assertThat(ids(vocabulary(field("v").at(0), letters), "v", values)).containsExactly(0);
    for (int nothing : new int[] {1, 2, 3, 6, Integer.MAX_VALUE}) {
      assertThat(ids(vocabulary(field("v").at(nothing), letters), "v", values)).isEmpty();
    }
    assertThat(ids(vocabulary(field("v").from(2), letters), "v", values)).containsExactly(1, 2);
    assertThat(ids(vocabulary(field("v").from(0), letters), "v", values)).containsExactly(0, 1, 2);
    assertThat(ids(vocabulary(field("v").from(6), letters), "v", values)).isEmpty();
    assertThat(ids(vocabulary(field("v").split(",").at(1), letters), "v", "a,c"))
        .containsExactly(2);
  }

  @Test
  void aDefaultStandsInForAMissingCellOnlyAndIsTakenApartLikeOne() {
    Vocabulary letters = Vocabulary.of("a", "b", "c");
    Field withDefault = field("v").withDefault("c|b");
    CategoricalColumn split = vocabulary(withDefault.split("|"), letters);
    assertThat(Encoded.ids(split, Map.of())).containsExactly(2, 1);
    assertThat(ids(split, "v", "")).containsExactly(2, 1);
    assertThat(ids(split, "v", List.of())).containsExactly(2, 1);
    assertThat(ids(split, "v", "|")).isEmpty();
    assertThat(ids(split, "v", "x")).isEmpty();
    assertThat(ids(vocabulary(withDefault.split("|").at(1), letters), "v", "")).containsExactly(1);
    assertThat(ids(vocabulary(withDefault.words(), letters), "v", "")).containsExactly(2, 1);
    assertThat(ids(vocabulary(withDefault.words(), letters), "v", "!")).isEmpty();
    assertThat(ids(identity(field("v").withDefault("3"), 5), "v", null)).containsExactly(3);
    CategoricalColumn list = vocabulary(field("v").withDefault("c"), letters);
    assertThat(ids(list, "v", Arrays.asList("", "a"))).containsExactly(0);
    assertThat(ids(list, "v", Arrays.asList(null, ""))).isEmpty();
    assertThat(ids(list, "v", Arrays.asList((String) null))).containsExactly(2);
  }

  @Test
  void aDefaultWeighsOneAndNeedsNoWeights() {
    Field weighted = field("v").weightedBy("w").withDefault("b");
    DenseColumn column = indicator(vocabulary(weighted, Vocabulary.of("a", "b")));
    List<Map<String, Object>> rows =
        List.of(
            Encoded.row("v", List.of("a", "b"), "w", List.of(0.5, 0)),
            Encoded.row("v", null, "w", null),
            Encoded.row("v", List.of(), "w", List.of(0.25)));
    List<List<String>> expected =
        List.of(List.of("[0*0.5, 1*0.0]"), List.of("[1*1.0]"), List.of("[1*1.0]"));
    assertThat(Encoded.fitting(rows, column).rows()).isEqualTo(expected);
    assertThat(Encoded.serving(rows, column).rows()).isEqualTo(expected);
  }

  @Test
  void weightsStayBesideTheirValues() {
    Vocabulary letters = Vocabulary.of("a", "b", "c");
    Field weighted = field("v").weightedBy("w");
    Map<String, Object> row =
        Encoded.row("v", Arrays.asList("x", null, "c", "", "a"), "w", List.of(1, 2, 3, 4, 5));
    assertThat(shown(vocabulary(weighted, letters), row)).isEqualTo("[2*3.0, 0*5.0]");
    assertThat(shown(vocabulary(weighted.at(2), letters), row)).isEqualTo("[2*3.0]");
    assertThat(shown(vocabulary(weighted.from(3), letters), row)).isEqualTo("[0*5.0]");
    assertThat(shown(vocabulary(weighted.from(9), letters), row)).isEqualTo("[]");
    Map<String, Object> text = Encoded.row("v", "b;;a", "w", "0.5; 0;1e1");
    assertThat(shown(vocabulary(weighted.split(";"), letters), text)).isEqualTo("[1*0.5, 0*10.0]");
  }

  private static String shown(CategoricalColumn column, Map<String, Object> row) {
    Encoded fitting = Encoded.fitting(List.of(row), indicator(column));
    assertThat(Encoded.serving(List.of(row), indicator(column))).isEqualTo(fitting);
    return fitting.rows().get(0).get(0);
  }

  @Test
  void aCrossIsTheProductOfItsKeysTheLastRunningFastest() {
    CrossedColumn cross = crossed(1_000_003, field("a"), identity("b", 10), field("c"));
    Map<String, Object> row =
        Encoded.row("a", List.of("x", "y"), "b", List.of(3, 77), "c", List.of("p", "q", ""));
    List<Integer> expected = new ArrayList<>();
    for (String a : List.of("x", "y")) {
      for (long b : new long[] {3, -1}) {
        for (String c : List.of("p", "q", "")) {
          long chain = FingerprintCat64.of(0xDECAFCAFFEL, Fingerprint64.of(a));
          chain = FingerprintCat64.of(FingerprintCat64.of(chain, b), Fingerprint64.of(c));
          expected.add((int) Long.remainderUnsigned(chain, 1_000_003));
        }
      }
    }
    assertThat(Encoded.ids(cross, row)).isEqualTo(expected);
  }

  @Test
  void aMissingKeyLeavesACrossWithoutIdButTheEmptyTextIsAValue() {
    CrossedColumn cross = crossed(100, "a", "b");
    assertThat(Encoded.ids(cross, Encoded.row("a", "x", "b", null))).isEmpty();
    assertThat(Encoded.ids(cross, Encoded.row("a", "x"))).isEmpty();
    assertThat(Encoded.ids(cross, Encoded.row("a", "x", "b", ""))).hasSize(1);
    assertThat(Encoded.ids(cross, Encoded.row("a", "x", "b", Arrays.asList("", null)))).hasSize(1);
    assertThat(Encoded.ids(cross, Encoded.row("a", "x", "b", 0.5))).isEmpty();
    CrossedColumn ofIds = crossed(100, field("a"), vocabulary("b", Vocabulary.of("v")));
    assertThat(Encoded.ids(ofIds, Encoded.row("a", "x", "b", ""))).isEmpty();
    assertThat(Encoded.ids(ofIds, Encoded.row("a", "x", "b", "unknown"))).hasSize(1);
  }

  @Test
  void theDeclaredOrderOfKeysDecidesTheBucketsAndTheirNamesTheName() {
    CrossedColumn ab = crossed(1_000_003, "a", "b");
    CrossedColumn ba = crossed(1_000_003, "b", "a");
    assertThat(ab.name()).isEqualTo("a_X_b").isEqualTo(ba.name());
    Map<String, Object> row = Encoded.row("a", "x", "b", "y");
    assertThat(Encoded.ids(ab, row)).isNotEqualTo(Encoded.ids(ba, row));
    assertThat(ab).isNotEqualTo(ba);
    CrossedColumn nested = crossed(7, ab, bucketized(numeric("n"), 1), field("B").at(0));
    assertThat(nested.name()).isEqualTo("B_0_X_a_X_b_X_n_bucketized");
    assertThat(nested.keys()).hasSize(4).startsWith(field("a"), field("b"));
    assertThat(crossed(7, ab.withHashKey(3), field("c"))).isEqualTo(crossed(7, "a", "b", "c"));
  }

  @Test
  void hashedValuesAndThoseThatShareABucketAreCounted() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(Encoded.row("v", "value " + i % 500));
    }
    int[] inBucket = new int[700];
    for (int i = 0; i < 500; i++) {
      inBucket[Fingerprint64.bucket(Fingerprint64.of("value " + i), 700)]++;
    }
    long colliding = Arrays.stream(inBucket).filter(count -> count > 1).sum();
    ColumnReport report =
        Encoded.fitting(rows, indicator(hashBucket("v", 700))).report().column("v_indicator");
    assertThat(report)
        .isEqualTo(new ColumnReport("v_indicator", 3_000, 0, 0, 0, 0, 500, colliding));
    assertThat(colliding).isBetween(100L, 400L);
  }

  private static List<Integer> ids(CategoricalColumn column, String name, Object value) {
    return Encoded.ids(column, Encoded.row(name, value));
  }
}
