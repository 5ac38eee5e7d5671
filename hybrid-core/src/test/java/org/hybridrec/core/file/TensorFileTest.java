package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

  static TensorFile sample() {
    return TensorFile.builder()
        .bytes("flags", new byte[] {0, -1, 7}, 3)
        .floats(
            "dense/kernel", new float[] {1.5f, -0f, Float.MIN_VALUE, 4, 5, Float.MAX_VALUE}, 2, 3)
        .ints("ids", new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE})
        .longs("counts", new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2, 1)
        .doubles("means", new double[] {Math.PI, -Double.MIN_VALUE})
        .strings("vocabulary", List.of("", "Größe", "日本", "😀", "a"))
        .floats("empty", new float[0], 0, 4)
        .text("recipe", "{\"hidden_units\":[256,128,64]}")
        .text("ä\n\"", "Grüße \u0000 😀")
        .build();
  }

  @Test
  void returnsWhatWasPutIn() {
    checkSample(sample());
    checkSample(TensorFile.of(sample().toBytes()));
  }

  private static void checkSample(TensorFile file) {
    assertThat(file.floats("dense/kernel"))
        .containsExactly(1.5f, -0f, Float.MIN_VALUE, 4, 5, Float.MAX_VALUE);
    assertThat(file.shape("dense/kernel")).containsExactly(2, 3);
    assertThat(file.ints("ids")).containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    assertThat(file.shape("ids")).containsExactly(3);
    assertThat(file.longs("counts")).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(file.doubles("means")).containsExactly(Math.PI, -Double.MIN_VALUE);
    assertThat(file.bytes("flags")).containsExactly(0, -1, 7);
    assertThat(file.strings("vocabulary")).containsExactly("", "Größe", "日本", "😀", "a");
    assertThat(file.floats("empty")).isEmpty();
    assertThat(file.shape("empty")).containsExactly(0, 4);
    assertThat(file.dtype("counts")).isEqualTo(DType.I64);
    assertThat(file.names())
        .containsExactly(
            "counts",
            "means",
            "dense/kernel",
            "ids",
            "vocabulary.offsets",
            "empty",
            "flags",
            "vocabulary.utf8");
    assertThat(file.contains("ids")).isTrue();
    assertThat(file.contains("sha256")).isFalse();
    assertThat(file.metadata())
        .isEqualTo(Map.of("recipe", "{\"hidden_units\":[256,128,64]}", "ä\n\"", "Grüße \u0000 😀"));
    assertThat(file.text("recipe")).isEqualTo("{\"hidden_units\":[256,128,64]}");
    assertThat(file.json("recipe")).isEqualTo(Map.of("hidden_units", List.of(256L, 128L, 64L)));
  }

  @Test
  void laysBytesOutAsSafetensorsDoes() {
    byte[] bytes =
        TensorFile.builder()
            .bytes("b", new byte[] {9})
            .floats("f", new float[] {1f})
            .text("z", "ä")
            .text("a", "\"")
            .build()
            .toBytes();
    String header =
        "{\"__metadata__\":{\"format\":\"hybridrec\",\"version\":\"1\",\"a\":\"\\\"\",\"z\":\"ä\"},"
            + "\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[4,5]},"
            + "\"sha256\":{\"dtype\":\"U8\",\"shape\":[32],\"data_offsets\":[5,37]}}";
    assertThat(bytes).isEqualTo(RawFile.withHeader(header, new byte[] {0, 0, -128, 63, 9}));
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void putsEveryTensorOnAMultipleOfItsElementSize() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      TensorFileBuilder builder = TensorFile.builder();
      for (int i = 0; i < 8; i++) {
        int count = random.nextInt(5);
        switch (random.nextInt(3)) {
          case 0 -> builder.bytes("t" + i, new byte[count]);
          case 1 -> builder.floats("t" + i, new float[count]);
          default -> builder.longs("t" + i, new long[count]);
        }
      }
      byte[] bytes = builder.build().toBytes();
      assertThat(TensorFile.of(bytes).toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void endsWithTheDigestOfEverythingBefore() {
    byte[] bytes = sample().toBytes();
    byte[] content = Arrays.copyOf(bytes, bytes.length - 32);
    assertThat(RawFile.signed(content)).isEqualTo(bytes);
    assertThat(sample().sha256()).isEqualTo(Sha256.hex(RawFile.sha256(content)));
    assertThat(sample().byteCount()).isEqualTo(bytes.length);
  }

  @Test
  void givesEqualBytesForEqualContentHoweverTheTextsWereAdded() {
    TensorFile one =
        TensorFile.builder().text("a", "1").text("b", "2").ints("x", new int[2]).build();
    TensorFile two =
        TensorFile.builder().ints("x", new int[2]).text("b", "2").text("a", "1").build();
    assertThat(one.toBytes()).isEqualTo(two.toBytes()).isEqualTo(one.toBytes());
    assertThat(sample().toBytes()).isEqualTo(sample().toBytes());
    assertThat(TensorFile.of(sample().toBytes()).toBytes()).isEqualTo(sample().toBytes());
  }

  @Test
  void writesAndReadsAPath(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("news.safetensors");
    sample().write(path);
    assertThat(Files.readAllBytes(path)).isEqualTo(sample().toBytes());
    checkSample(TensorFile.read(path));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TensorFile.read(path).write(out);
    assertThat(out.toByteArray()).isEqualTo(sample().toBytes());
  }

  @Test
  void returnsRandomContentsBitForBit() {
    Random random = new Random(99);
    for (int round = 0; round < 100; round++) {
      float[] values = new float[random.nextInt(3_000)];
      for (int i = 0; i < values.length; i++) {
        float value = Float.intBitsToFloat(random.nextInt());
        values[i] = Float.isFinite(value) ? value : 0;
      }
      List<String> strings = new ArrayList<>();
      for (int i = random.nextInt(50); i > 0; i--) {
        strings.add(randomText(random));
      }
      TensorFile file =
          TensorFile.of(
              TensorFile.builder().floats("f", values).strings("s", strings).build().toBytes());
      assertThat(file.floats("f")).as("round %d", round).isEqualTo(values);
      assertThat(file.strings("s")).as("round %d", round).isEqualTo(strings);
    }
  }

  private static String randomText(Random random) {
    return random
        .ints(random.nextInt(9), 0, Character.MAX_CODE_POINT + 1)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void holdsNothingAtAll() {
    TensorFile file = TensorFile.of(TensorFile.builder().build().toBytes());
    assertThat(file.names()).isEmpty();
    assertThat(file.metadata()).isEmpty();
    assertThat(
            TensorFile.of(TensorFile.builder().strings("s", List.of()).build().toBytes())
                .strings("s"))
        .isEmpty();
  }

  @Test
  void sharesNoArray() {
    float[] values = {1f};
    byte[] flags = {1};
    TensorFile file = TensorFile.builder().floats("f", values).bytes("b", flags).build();
    values[0] = 2;
    flags[0] = 2;
    file.floats("f")[0] = 3;
    file.bytes("b")[0] = 3;
    file.shape("b")[0] = 3;
    assertThat(file.floats("f")).containsExactly(1f);
    assertThat(file.bytes("b")).containsExactly(1);
    assertThat(file.shape("b")).containsExactly(1);
    assertThatThrownBy(() -> file.metadata().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> file.names().add("b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aBuilderThatGoesOnChangesNoFileBuiltBefore() {
    TensorFileBuilder builder = TensorFile.builder().text("a", "1");
    TensorFile first = builder.build();
    builder.text("b", "2").ints("x", new int[1]);
    assertThat(first.metadata()).containsOnlyKeys("a");
    assertThat(first.names()).isEmpty();
  }

  @Test
  void saysWhatIsAskedForAndNotThere() {
    TensorFile file = sample();
    refused(
        () -> file.floats("bias"),
        Kind.ABSENT,
        "model file: tensor 'bias' is not there; give a file of the expected kind");
    refused(
        () -> file.text("bias"),
        Kind.ABSENT,
        "model file: text 'bias' is not there; give a file of the expected kind");
    refused(
        () -> file.floats("ids"),
        Kind.CONTENT,
        "model file: tensor 'ids': dtype must be F32, was I32; the file does not fit its own"
            + " description, save it again");
    refused(
        () -> file.checkShape("dense/kernel", 3, 2),
        Kind.CONTENT,
        "model file: tensor 'dense/kernel': shape must be [3, 2], was [2, 3]; the file does not fit"
            + " its own description, save it again");
    file.checkShape("dense/kernel", 2, 3);
    refused(
        () -> file.json("ä\n\""),
        Kind.CONTENT,
        "model file: text 'ä\\u000a\"': JSON: not JSON, or beyond its limits, at line 1, column 1;"
            + " save the file again");
  }

  @Test
  void refusesStringsWhoseOffsetsOrBytesAreWrong() {
    byte[] text = "aäb".getBytes(UTF_8);
    String wrong = "model file: strings 's': %s; save the file again";
    String ends = wrong.formatted("offsets must begin with 0 and end with 4, do not");
    refused(() -> strings(text).strings("s"), Kind.CONTENT, ends);
    refused(() -> strings(text, 1, 4).strings("s"), Kind.CONTENT, ends);
    refused(() -> strings(text, 0, 3).strings("s"), Kind.CONTENT, ends);
    refused(
        () -> strings(text, 0, 3, 1, 4).strings("s"),
        Kind.CONTENT,
        wrong.formatted("offsets must ascend to 4, were 3 and 1 at 1"));
    refused(
        () -> strings(text, 0, 5, 4).strings("s"),
        Kind.CONTENT,
        wrong.formatted("offsets must ascend to 4, were 0 and 5 at 0"));
    refused(
        () -> strings(text, 0, -1, 4).strings("s"),
        Kind.CONTENT,
        wrong.formatted("offsets must ascend to 4, were 0 and -1 at 0"));
    refused(
        () -> strings(text, 0, 1, 2, 4).strings("s"),
        Kind.CONTENT,
        wrong.formatted("string 1 must be UTF-8, is not"));
    assertThat(strings(text, 0, 0, 1, 3, 4).strings("s")).containsExactly("", "a", "ä", "b");
  }

  private static TensorFile strings(byte[] utf8, int... offsets) {
    return TensorFile.builder().ints("s.offsets", offsets).bytes("s.utf8", utf8).build();
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    String message =
        "model file: tensor 'w': element 2 must be finite, was %s; train the model again, with a"
            + " lower learning rate if its training diverged";
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      refused(
          () -> TensorFile.builder().floats("w", new float[] {0, 1, bad, bad}, 2, 2),
          Kind.NON_FINITE,
          message.formatted(bad));
      refused(
          () -> TensorFile.builder().doubles("w", new double[] {0, 1, bad}),
          Kind.NON_FINITE,
          message.formatted(bad));
    }
  }

  @Test
  void refusesNamesShapesAndTextsThatCannotStand() {
    TensorFileBuilder builder = TensorFile.builder().ints("a", new int[1]).text("a", "1");
    rejected(
        () -> builder.floats("a", new float[1]),
        "model file: tensor 'a': must be given once, was given twice");
    rejected(
        () -> builder.text("a", "1"), "model file: text 'a': must be given once, was given twice");
    rejected(
        () -> builder.ints("sha256", new int[1]),
        "model file: tensor 'sha256': the name is the format's own; choose another");
    rejected(
        () -> builder.ints("__metadata__", new int[1]),
        "model file: tensor '__metadata__': the name is the format's own; choose another");
    rejected(
        () -> builder.text("version", "2"),
        "model file: text 'version': the key is the format's own; choose another");
    rejected(
        () -> builder.text("format", "2"),
        "model file: text 'format': the key is the format's own; choose another");
    rejected(
        () -> builder.ints("", new int[1]),
        "model file: tensor '': the name must have 1 to 1,000 characters and no unpaired"
            + " surrogates, has 0");
    rejected(
        () -> builder.text("\ud800", ""),
        "model file: text '\\ud800': the name must have 1 to 1,000 characters and no unpaired"
            + " surrogates, has 1");
    rejected(
        () -> builder.floats("x", new float[5], 2, 3),
        "model file: tensor 'x': shape [2, 3] does not fit 5 values");
    rejected(
        () -> builder.floats("x", new float[1], -1, -1),
        "model file: tensor 'x': shape [-1, -1] has a size outside 0 to 2,147,483,639");
    rejected(
        () -> builder.floats("x", new float[1], 65_536, 65_536),
        "model file: tensor 'x': shape [65536, 65536] takes more than 2,147,483,639 bytes");
    rejected(
        () -> builder.floats("x", new float[1], 1, 1, 1, 1, 1, 1, 1, 1, 1),
        "model file: tensor 'x': shape has 9 dimensions, allowed are 8");
    rejected(
        () -> builder.text("t", "x".repeat(1_000_001)),
        "model file: text 't': must have at most 1,000,000 characters and no unpaired surrogates;"
            + " put long texts into tensors");
    rejected(
        () -> builder.strings("s", List.of("a", "\udfff")),
        "model file: strings 's': string 1 must have no unpaired surrogates, was '\\udfff'");
  }

  @Test
  void refusesMoreTensorsAndTextsThanAReaderWouldTake() {
    TensorFileBuilder tensors = TensorFile.builder();
    for (int i = 0; i < 4_095; i++) {
      tensors.bytes("t" + i, new byte[0]);
    }
    assertThat(TensorFile.of(tensors.build().toBytes()).names()).hasSize(4_095);
    rejected(
        () -> tensors.bytes("one more", new byte[0]),
        "model file: tensor 'one more': a file may hold 4,095 tensors");
    TensorFileBuilder texts = TensorFile.builder();
    for (int i = 0; i < 998; i++) {
      texts.text("t" + i, "");
    }
    assertThat(TensorFile.of(texts.build().toBytes()).metadata()).hasSize(998);
    rejected(
        () -> texts.text("one more", ""), "model file: text 'one more': a file may hold 998 texts");
  }

  @Test
  void refusesAHeaderAboveItsLimit() {
    assertThat(HeaderWriter.framed(new byte[99_999_993])).hasSize(100_000_008);
    rejected(
        () -> HeaderWriter.framed(new byte[100_000_001]),
        "model file: the header may take 100,000,000 bytes, was 100,000,008; put long texts into"
            + " tensors");
  }

  @Test
  void namesThePathOfAFileThatCannotBeReadOrSaved(@TempDir Path folder) throws IOException {
    Path absent = folder.resolve("absent\n");
    assertThatThrownBy(() -> TensorFile.read(absent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("model file '%s/absent\\u000a': there is no such file".formatted(folder));
    assertThatThrownBy(() -> TensorFile.read(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "model file '%s': cannot be read: IOException 'not a regular file'".formatted(folder));
    Path nowhere = folder.resolve("no/model");
    assertThatThrownBy(() -> sample().write(nowhere))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "model file '%s': cannot be saved: its folder does not exist; create it first"
                .formatted(nowhere));
    Path text = Files.writeString(folder.resolve("text"), "Not a model, but a letter.");
    refused(
        () -> TensorFile.read(text),
        Kind.HEADER_LENGTH,
        "model file '%s': is this a model file? The header's length must be a multiple of 8 from 8 to"
                .formatted(text)
            + " 100,000,000, was 8029109312199880526");
  }

  static void refused(Runnable work, Kind kind, String message) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ModelFormatException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessage(message);
  }

  private static void rejected(Runnable work, String message) {
    assertThatThrownBy(work::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
