package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void writesATreeInItsOwnOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", Arrays.asList(1, 2L, 0.5, 573.6f, true, null, "ä\n"));
    tree.put("a", Map.of());
    tree.put("", List.of());
    assertThat(Json.write(tree))
        .isEqualTo("{\"z\":[1,2,0.5,573.6,true,null,\"ä\\n\"],\"a\":{},\"\":[]}");
  }

  @Test
  void readsWhatItWrote() {
    String text =
        "{\"z\":[1,-9223372036854775808,0.5,573.6,true,false,null,\"ä😀\\u0000\"],\"a\":{\"b\":{}}}";
    Object tree = Json.read(text);
    assertThat(Json.write(tree)).isEqualTo(text);
    assertThat(((Map<?, ?>) tree).keySet().toArray()).containsExactly("z", "a");
    assertThat(((Map<?, ?>) tree).get("z"))
        .isEqualTo(Arrays.asList(1L, Long.MIN_VALUE, 0.5, 573.6, true, false, null, "ä😀\u0000"));
    assertThat(Json.read(" null ")).isNull();
    assertThat(Json.read("\"x\"")).isEqualTo("x");
  }

  /** The last four are written longer by Double.toString before Java 19. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "100, 100.0",
    "-0.0, -0.0",
    "1e7, 1.0E7",
    "0.001, 0.001",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "4.9E-324, 4.9E-324",
    "2e23, 2.0E23",
    "2e-3, 0.002",
    "8.41E21, 8.41E21",
    "2.2250738585072014E-308, 2.2250738585072014E-308"
  })
  void writesDoublesInTheShortestForm(double value, String text) {
    assertThat(Json.write(value)).isEqualTo(text);
    assertThat(Json.read(text)).isEqualTo(value);
  }

  @Test
  void returnsFloatsAndDoublesExactly() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      float small = Float.intBitsToFloat(random.nextInt());
      double large = Double.longBitsToDouble(random.nextLong());
      if (Float.isFinite(small) && Double.isFinite(large)) {
        List<?> back = (List<?>) Json.read(Json.write(List.of(small, large)));
        assertThat((float) (double) back.get(0)).isEqualTo(small);
        assertThat(back.get(1)).isEqualTo(large);
      }
    }
  }

  @Test
  void returnsTheFloatWhoseShortestDigitsReadAsItsNeighbour() {
    float value = 7.038531E-26f;
    assertThat((float) Double.parseDouble("7.038531E-26")).isNotEqualTo(value);
    assertThat((float) (double) Json.read(Json.write(value))).isEqualTo(value);
    assertThat((float) (double) Json.read(Json.write(-value))).isEqualTo(-value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2}|JSON: the name 'a' stands twice, may once, at line 1, column 8",
        "{\"a\":1,\"\\u0061\":2}|JSON: the name 'a' stands twice, may once, at line 1, column 8",
        "[1e999]|JSON: a number must fit a double, does not, at line 1, column 2",
        "[9223372036854775808]|JSON: a whole number must fit 64 bits, does not, at line 1, column 2",
        "[\"\\ud800\"]|JSON: a string must have no unpaired surrogates, has, at line 1, column 2",
        "1 2|JSON: nothing may follow the value, at line 1, column 3",
        "[1,]|JSON: not JSON, or beyond its limits, at line 1, column 4",
        "[NaN]|JSON: not JSON, or beyond its limits, at line 1, column 5",
        "{a:1}|JSON: not JSON, or beyond its limits, at line 1, column 2",
        "['a']|JSON: not JSON, or beyond its limits, at line 1, column 2",
        "[1|JSON: not JSON, or beyond its limits, at line 1, column 3",
        "[01]|JSON: not JSON, or beyond its limits, at line 1, column 3",
        "``|JSON: a value must be there, is not, at line 1, column 1",
      })
  void refusesWhatIsNotJson(String text, String message) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class).hasMessage(message);
  }

  @Test
  void refusesWhatPassesALimit() {
    String deep = "[".repeat(100) + "]".repeat(100);
    assertThat(Json.write(Json.read(deep))).isEqualTo(deep);
    for (String text :
        List.of(
            "[" + deep + "]",
            "[".repeat(1_000_000),
            "[" + "1,".repeat(100_000) + "1]",
            "\"" + "x".repeat(1_000_001) + "\"",
            "{\"" + "x".repeat(1_001) + "\":1}",
            "9".repeat(401),
            "0." + "9".repeat(401))) {
      assertThatThrownBy(() -> Json.read(text))
          .isInstanceOf(JsonException.class)
          .hasMessageStartingWith("JSON: not JSON, or beyond its limits, at line 1, column ")
          .hasMessageMatching("[^\n]{50,70}");
    }
  }

  @Test
  void writesNothingThatItWouldNotRead() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      deep = new ArrayList<>(Collections.singletonList(deep));
    }
    List<Object> tooDeep = deep;
    refused(
        tooDeep, "JSON: '$" + "[0]".repeat(65) + "[…': there may be 100 levels, was 'one more'");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    refused(
        endless, "JSON: '$" + "[0]".repeat(65) + "[…': there may be 100 levels, was 'one more'");
    assertThatThrownBy(() -> Json.write(Collections.nCopies(100_000, 1)))
        .isInstanceOf(JsonException.class)
        .hasMessage(
            "JSON: too large; allowed are 100,000 tokens, strings of 1,000,000 and names of 1,000"
                + " characters");
  }

  @Test
  void namesThePathOfWhatItCannotWrite() {
    String rule = ": must be a map, list, string, finite number, boolean or null, was ";
    refused(Map.of("a", List.of(1, Float.NaN)), "JSON: '$.a[1]'" + rule + "'Float NaN'");
    refused(Double.NEGATIVE_INFINITY, "JSON: '$'" + rule + "'Double -Infinity'");
    refused(List.of('c'), "JSON: '$[0]'" + rule + "'Character c'");
    refused(Map.of(1, 2), "JSON: '$': a key must be a string, was '1'");
    refused(
        List.of("\udc00"),
        "JSON: '$[0]': a string must have no unpaired surrogates, was '\\udc00'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u001b[31m", "\u202eabc", "a\r\nb", "\u0000"})
  void leavesNoControlCharactersInItsMessages(String hostile) {
    String text = Json.write(hostile);
    assertThatThrownBy(() -> Json.read("{" + text + ":1," + text + ":2}"))
        .hasMessageStartingWith("JSON: the name '")
        .hasMessageMatching("\\P{C}+")
        .hasNoCause();
  }

  private static void refused(Object tree, String message) {
    assertThatThrownBy(() -> Json.write(tree))
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
  }
}
