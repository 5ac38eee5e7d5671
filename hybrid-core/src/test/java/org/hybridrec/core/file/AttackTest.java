package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.core.file.RawFile.FORMAT;
import static org.hybridrec.core.file.RawFile.digest;
import static org.hybridrec.core.file.RawFile.joined;
import static org.hybridrec.core.file.RawFile.length;
import static org.hybridrec.core.file.RawFile.signed;
import static org.hybridrec.core.file.RawFile.tensor;
import static org.hybridrec.core.file.RawFile.withHeader;
import static org.hybridrec.core.file.RawFile.withTensors;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files made by hand to do harm. Wherever a digest can be right it is, so that the rules are
 * reached and not only the digest.
 */
class AttackTest {

  @SuppressWarnings("ArrayRecordComponent") // a row of a table, compared by nobody
  record Attack(String name, byte[] file, Kind kind, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String AGAIN = "; save the file again";
  private static final String COPY = "; copy or save the file again";
  private static final byte[] NONE = {};

  static Stream<Attack> attacks() {
    List<Attack> attacks = new ArrayList<>();
    addLengths(attacks);
    addHeaders(attacks);
    addVersions(attacks);
    addShapes(attacks);
    addLayouts(attacks);
    addDigests(attacks);
    return attacks.stream();
  }

  private static void addLengths(List<Attack> attacks) {
    String allowed =
        "is this a model file? The header's length must be a multiple of 8 from 8 to 100,000,000,"
            + " was ";
    attacks.add(
        new Attack(
            "empty file",
            NONE,
            Kind.TRUNCATED,
            "the file is cut off: it must have at least 8 bytes, has 0; copy the file again"));
    for (long length : new long[] {0, 12, 100_000_008, -8, Long.MIN_VALUE, Long.MAX_VALUE}) {
      attacks.add(
          new Attack(
              "header length " + length,
              signed(joined(length(length), new byte[64])),
              Kind.HEADER_LENGTH,
              allowed + Long.toUnsignedString(length)));
    }
    attacks.add(
        new Attack(
            "a header longer than the file",
            signed(joined(length(100_000_000), "{}      ".getBytes(US_ASCII))),
            Kind.TRUNCATED,
            "the file is cut off: it must have 100,000,008 bytes, has 48; copy the file again"));
  }

  private static void addHeaders(List<Attack> attacks) {
    header(attacks, "no JSON", "hello, world", "JSON within the limits of the format", 5);
    header(attacks, "an array", "[]", "an object", 1);
    header(attacks, "a text", "\"{}\"", "an object", 1);
    header(attacks, "only spaces", "        ", "an object", 8);
    header(
        attacks, "an unfinished object", "{" + FORMAT, "JSON within the limits of the format", 56);
    header(
        attacks,
        "a second object",
        "{" + FORMAT + "," + digest(0) + "}{}",
        "nothing after the object",
        113);
    String quote = "\"x\":";
    header(attacks, "a tensor that is a number", "{" + quote + "1}", "an object for tensor 'x'", 6);
    header(
        attacks,
        "a tensor without a dtype",
        "{" + quote + "{\"shape\":[],\"data_offsets\":[0,1]}}",
        "for tensor 'x' 'dtype', 'shape' and two 'data_offsets', once each and nothing else",
        38);
    header(
        attacks,
        "one data offset",
        "{" + quote + "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0]}}",
        "for tensor 'x' 'dtype', 'shape' and two 'data_offsets', once each and nothing else",
        49);
    header(
        attacks,
        "three data offsets",
        "{" + quote + "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1,2]}}",
        "at most 2 whole numbers below 2^63",
        51);
    header(
        attacks,
        "an unknown key",
        "{" + quote + "{\"class\":\"java.lang.Runtime\"}}",
        "for tensor 'x' 'dtype', 'shape' and two 'data_offsets', once each and nothing else",
        15);
    header(
        attacks,
        "dtype twice",
        "{" + quote + "{\"dtype\":\"U8\",\"dtype\":\"U8\"}}",
        "for tensor 'x' 'dtype', 'shape' and two 'data_offsets', once each and nothing else",
        28);
    header(
        attacks,
        "a broken size",
        "{" + quote + "{\"shape\":[1.5]}}",
        "at most 8 whole numbers below 2^63",
        18);
    header(
        attacks,
        "a size of 2^63",
        "{" + quote + "{\"shape\":[9223372036854775808]}}",
        "at most 8 whole numbers below 2^63",
        34);
    header(
        attacks,
        "a size of a thousand digits",
        "{" + quote + "{\"shape\":[" + "9".repeat(1_000) + "]}}",
        "JSON within the limits of the format",
        1_015);
    header(
        attacks,
        "nine dimensions",
        "{" + quote + "{\"shape\":[1,1,1,1,1,1,1,1,1]}}",
        "at most 8 whole numbers below 2^63",
        32);
    header(
        attacks,
        "nested shapes",
        "{" + quote + "{\"shape\":[" + "[".repeat(100_000),
        "JSON within the limits of the format",
        16);
    header(attacks, "metadata that is a list", "{\"__metadata__\":[]}", "an object of texts", 17);
    header(attacks, "metadata that is deep", "{\"__metadata__\":{\"a\":{}}}", "a text for 'a'", 22);
    header(
        attacks,
        "an unpaired surrogate",
        "{\"__metadata__\":{\"a\":\"\\ud800\"}}",
        "no unpaired surrogates in '\\ud800'",
        29);
    attacks.add(
        new Attack(
            "Latin-1",
            withHeader(
                ("{" + FORMAT.replace("{", "{\"a\":\"ä\",") + "}").getBytes(ISO_8859_1), NONE),
            Kind.HEADER,
            "the header must have UTF-8 throughout, has not, at character 0" + COPY));
    attacks.add(
        new Attack(
            "UTF-16",
            withHeader(("{" + FORMAT + "," + digest(0) + "}").getBytes(UTF_16LE), NONE),
            Kind.HEADER,
            "the header must have JSON within the limits of the format, has not, at character 2"
                + COPY));
    attacks.add(
        new Attack(
            "a byte order mark",
            withHeader(("\ufeff{" + FORMAT + "," + digest(0) + "}").getBytes(UTF_8), NONE),
            Kind.HEADER,
            "the header must have JSON within the limits of the format, has not, at character 1"
                + COPY));
    attacks.add(
        new Attack(
            "a tensor twice",
            withTensors(
                tensor("x", "U8", "0", "0", "0") + "," + tensor("x", "U8", "0", "0", "0"), 0),
            Kind.DUPLICATE_NAME,
            "the name 'x' stands twice in the header, may once" + AGAIN));
    attacks.add(
        new Attack(
            "a tensor twice, spelled differently",
            withTensors(
                tensor("x", "U8", "0", "0", "0") + "," + tensor("\\u0078", "U8", "0", "0", "0"), 0),
            Kind.DUPLICATE_NAME,
            "the name 'x' stands twice in the header, may once" + AGAIN));
    attacks.add(
        new Attack(
            "metadata twice",
            withHeader("{" + FORMAT + "," + FORMAT + "," + digest(0) + "}", NONE),
            Kind.DUPLICATE_NAME,
            "the name '__metadata__' stands twice in the header, may once" + AGAIN));
    attacks.add(
        new Attack(
            "a text twice",
            withHeader("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", NONE),
            Kind.DUPLICATE_NAME,
            "the name 'a' stands twice in the header, may once" + AGAIN));
    attacks.add(
        new Attack(
            "a terminal escape for a name",
            withTensors(tensor("\\u001b[2J\\u202e", "BF16", "0", "0", "0"), 0),
            Kind.DTYPE,
            "tensor '\\u001b[2J\\u202e': dtype must be one of [F64, F32, I64, I32, U8], was 'BF16'"
                + AGAIN));
  }

  private static void header(
      List<Attack> attacks, String name, String header, String expected, int at) {
    attacks.add(
        new Attack(
            name,
            withHeader(header, NONE),
            Kind.HEADER,
            "the header must have %s, has not, at character %d%s".formatted(expected, at, COPY)));
  }

  private static void addVersions(List<Attack> attacks) {
    String give = "; give a file that this library has saved";
    String format = "metadata 'format' must be 'hybridrec', ";
    String version = "metadata 'version' must be a whole number, ";
    attacks.add(
        new Attack(
            "no metadata",
            withHeader("{" + digest(0) + "}", NONE),
            Kind.NOT_A_MODEL,
            format + "is not there" + give));
    metadata(attacks, "\"format\":\"pt\"", Kind.NOT_A_MODEL, format + "was 'pt'" + give);
    metadata(
        attacks, "\"format\":\"hybridrec\"", Kind.NOT_A_MODEL, version + "is not there" + give);
    for (String wrong : List.of("", "one", "-1", "1.0", "01", "+1", " 1")) {
      metadata(
          attacks,
          "\"format\":\"hybridrec\",\"version\":\"" + wrong + "\"",
          Kind.NOT_A_MODEL,
          version + "was '" + wrong + "'" + give);
    }
    for (String newer : List.of("2", "65535", "99999999999999999999")) {
      metadata(
          attacks,
          "\"format\":\"hybridrec\",\"version\":\"" + newer + "\"",
          Kind.TOO_NEW,
          "version '" + newer + "' is too new, read is 1; use a later release of hybridrec");
    }
    metadata(
        attacks,
        "\"format\":\"hybridrec\",\"version\":\"0\"",
        Kind.TOO_OLD,
        "version 0 is too old, read is 1; train and save the model again");
  }

  private static void metadata(List<Attack> attacks, String texts, Kind kind, String message) {
    // A later version may change everything after its metadata, hence the strange tensor.
    String header = "{\"__metadata__\":{" + texts + "},\"x\":{\"new\":true}}";
    attacks.add(new Attack("metadata " + texts, withHeader(header, NONE), kind, message));
  }

  private static void addShapes(List<Attack> attacks) {
    String outside = " has a size outside 0 to 2,147,483,639";
    String big = " takes more than 2,147,483,639 bytes";
    shape(attacks, "-1", "shape [-1]" + outside);
    shape(attacks, "-2,-2", "shape [-2, -2]" + outside);
    shape(attacks, "4294967297", "shape [4294967297]" + outside);
    shape(attacks, "9223372036854775807", "shape [9223372036854775807]" + outside);
    shape(attacks, "65536,65536", "shape [65536, 65536]" + big);
    shape(attacks, "2147483639,2147483639", "shape [2147483639, 2147483639]" + big);
    shape(attacks, "536870910", "shape [536870910]" + big);
    shape(attacks, "2", "shape [2] of F32 takes 8 bytes, data_offsets give 4");
    shape(
        attacks,
        "500000000",
        "shape [500000000] of F32 takes 2,000,000,000 bytes, data_offsets give 4");
    shape(attacks, "0", "shape [0] of F32 takes 0 bytes, data_offsets give 4");
    attacks.add(
        new Attack(
            "half precision",
            withTensors(tensor("x", "F16", "2", "0", "4"), 4),
            Kind.DTYPE,
            "tensor 'x': dtype must be one of [F64, F32, I64, I32, U8], was 'F16'" + AGAIN));
  }

  private static void shape(List<Attack> attacks, String shape, String message) {
    attacks.add(
        new Attack(
            "shape " + shape,
            withTensors(tensor("x", "F32", shape, "0", "4"), 4),
            Kind.SHAPE,
            "tensor 'x': " + message + AGAIN));
  }

  private static void addLayouts(List<Attack> attacks) {
    String offsets = "data_offsets must be ascending from 0 on, were ";
    layout(attacks, "negative", tensor("x", "U8", "4", "-4", "0"), offsets + "[-4, 0]");
    layout(attacks, "backwards", tensor("x", "U8", "4", "4", "0"), offsets + "[4, 0]");
    layout(
        attacks,
        "wrapping around",
        tensor("x", "U8", "4", "9223372036854775807", "-9223372036854775805"),
        offsets + "[9223372036854775807, -9223372036854775805]");
    layout(
        attacks,
        "far away",
        tensor("x", "U8", "4", "9223372036854775803", "9223372036854775807"),
        "must begin at byte 0, where the tensor before it ends, begins at 9223372036854775803");
    layout(
        attacks,
        "a hole",
        tensor("x", "U8", "4", "4", "8"),
        "must begin at byte 0, where the tensor before it ends, begins at 4");
    layout(
        attacks,
        "overlapping",
        tensor("w", "U8", "4", "0", "4") + "," + tensor("x", "U8", "4", "2", "6"),
        "must begin at byte 4, where the tensor before it ends, begins at 2");
    layout(
        attacks,
        "the same bytes twice",
        tensor("w", "U8", "4", "0", "4") + "," + tensor("x", "U8", "4", "0", "4"),
        "must begin at byte 4, where the tensor before it ends, begins at 0");
    layout(
        attacks,
        "out of order",
        tensor("x", "U8", "4", "4", "8") + "," + tensor("w", "U8", "4", "0", "4"),
        "must begin at byte 0, where the tensor before it ends, begins at 4");
    layout(
        attacks,
        "not aligned",
        tensor("w", "U8", "2", "0", "2") + "," + tensor("x", "F32", "1", "2", "6"),
        "must begin at a multiple of 4, begins at 2");
    byte[] huge = withHeader("{" + FORMAT + huge(10) + "," + digestAt(20_000_000_000L) + "}", NONE);
    attacks.add(
        new Attack(
            "ten tensors of 2 GB each on no bytes",
            huge,
            Kind.TRUNCATED,
            "the file is cut off: it must have 20,000,000,%d bytes, has %d; copy the file again"
                .formatted(huge.length, huge.length)));
    byte[] longer = withDataOf(8, tensor("x", "U8", "9", "0", "9") + "," + digest(9));
    attacks.add(
        new Attack(
            "a tensor a little longer than the file",
            longer,
            Kind.TRUNCATED,
            "the file is cut off: it must have %d bytes, has %d; copy the file again"
                .formatted(longer.length + 1, longer.length)));
    byte[] shorter = withDataOf(8, tensor("x", "U8", "7", "0", "7") + "," + digest(7));
    attacks.add(
        new Attack(
            "bytes that belong to no tensor",
            shorter,
            Kind.TRAILING_BYTES,
            "the header gives %d bytes, the file has %d; copy the file again"
                .formatted(shorter.length - 1, shorter.length)));
  }

  private static byte[] withDataOf(int dataBytes, String tensors) {
    return withHeader("{" + FORMAT + "," + tensors + "}", new byte[dataBytes]);
  }

  private static void layout(List<Attack> attacks, String name, String tensors, String message) {
    String header = "{" + FORMAT + "," + tensors + "," + digest(8) + "}";
    attacks.add(
        new Attack(
            name, withHeader(header, new byte[8]), Kind.LAYOUT, "tensor 'x': " + message + AGAIN));
  }

  private static String huge(int count) {
    StringBuilder tensors = new StringBuilder();
    for (long i = 0; i < count; i++) {
      String begin = Long.toString(i * 2_000_000_000);
      String end = Long.toString((i + 1) * 2_000_000_000);
      tensors.append(',').append(tensor("t" + i, "F32", "500000000", begin, end));
    }
    return tensors.toString();
  }

  private static String digestAt(long begin) {
    return tensor("sha256", "U8", "32", Long.toString(begin), Long.toString(begin + 32));
  }

  private static void addDigests(List<Attack> attacks) {
    String rule = "the last tensor must be 'sha256' of dtype U8 and shape [32], ";
    String save = "; save the file with this library";
    String x = tensor("x", "U8", "32", "32", "64");
    digestless(attacks, "no tensor at all", "", rule + "is not there" + save);
    digestless(
        attacks, "no digest", "," + tensor("x", "U8", "32", "0", "32"), rule + "is 'x'" + save);
    digestless(
        attacks, "a digest that is not last", "," + digest(0) + "," + x, rule + "is 'x'" + save);
    digestless(
        attacks,
        "a digest of integers",
        "," + tensor("sha256", "I32", "32", "0", "128"),
        rule + "is 'sha256'" + save);
    digestless(
        attacks,
        "a digest of another shape",
        "," + tensor("sha256", "U8", "4,8", "0", "32"),
        rule + "is 'sha256'" + save);
    byte[] wrong = withTensors("", 0);
    wrong[wrong.length - 1] ^= 1;
    String right = Sha256.hex(RawFile.sha256(Arrays.copyOf(wrong, wrong.length - 32)));
    String found = right.substring(0, 62) + Sha256.hex(new byte[] {wrong[wrong.length - 1]});
    attacks.add(
        new Attack(
            "a wrong digest",
            wrong,
            Kind.DIGEST,
            "the file is damaged: its bytes have the SHA-256 %s, it was saved with %s; copy the file again"
                .formatted(right, found)));
    byte[] nan = {0, 0, (byte) 0xC0, 0x7F};
    attacks.add(
        new Attack(
            "NaN",
            withHeader(
                "{" + FORMAT + "," + tensor("x", "F32", "2", "0", "8") + "," + digest(8) + "}",
                joined(new byte[4], nan)),
            Kind.NON_FINITE,
            "tensor 'x': element 1 must be finite, was NaN; train the model again, with a lower"
                + " learning rate if its training diverged"));
    byte[] infinity = {0, 0, 0, 0, 0, 0, (byte) 0xF0, (byte) 0xFF};
    attacks.add(
        new Attack(
            "minus infinity",
            withHeader(
                "{" + FORMAT + "," + tensor("x", "F64", "1", "0", "8") + "," + digest(8) + "}",
                infinity),
            Kind.NON_FINITE,
            "tensor 'x': element 0 must be finite, was -Infinity; train the model again, with a"
                + " lower learning rate if its training diverged"));
  }

  private static void digestless(
      List<Attack> attacks, String name, String tensors, String message) {
    attacks.add(
        new Attack(
            name, withHeader("{" + FORMAT + tensors + "}", NONE), Kind.DIGEST_MISSING, message));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedWithItsReasonAndWithoutMemory(Attack attack) {
    long before = allocated();
    assertThatThrownBy(() -> TensorFile.of(attack.file()))
        .isInstanceOfSatisfying(
            ModelFormatException.class, e -> assertThat(e.kind()).isEqualTo(attack.kind()))
        .hasMessage("model file: " + attack.message())
        .hasNoCause();
    assertThat(allocated() - before).isLessThan(bound(attack.file().length));
  }

  @Test
  void wholeFilesAreReadWithinTheSameBound(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("big");
    TensorFile.builder()
        .floats("a", new float[5_000_000])
        .bytes("b", new byte[10_000_000])
        .build()
        .write(path);
    TensorFile.read(path);
    long before = allocated();
    TensorFile file = TensorFile.read(path);
    assertThat(allocated() - before).isBetween(file.byteCount() - 10_000, bound(Files.size(path)));
  }

  @Test
  void manyTinyTensorsAreReadWithinTheSameBound() {
    TensorFileBuilder builder = TensorFile.builder();
    for (int i = 0; i < 4_095; i++) {
      builder.bytes(Integer.toString(i, 36), new byte[0]);
    }
    byte[] bytes = builder.build().toBytes();
    TensorFile.of(bytes);
    long before = allocated();
    TensorFile.of(bytes);
    assertThat(allocated() - before).isLessThan(bound(bytes.length));
  }

  @Test
  void hugeTextsNamesAndNumbersEndEarly() {
    String filler = "x".repeat(30_000_000);
    String digits = "9".repeat(30_000_000);
    for (String header :
        List.of(
            "{\"__metadata__\":{\"a\":\"" + filler + "\"}}",
            "{\"__metadata__\":{\"" + filler + "\":\"\"}}",
            "{\"" + filler + "\":{}}",
            "{\"x\":{\"dtype\":\"" + filler + "\"}}",
            "{\"x\":{\"" + filler + "\":1}}",
            "{\"x\":{\"shape\":[" + digits + "]}}",
            "{\"x\":{\"shape\":[-" + digits + "]}}",
            "{\"x\":{\"shape\":[1" + "0".repeat(30_000_000) + ".5]}}",
            filler)) {
      byte[] file = withHeader(header, NONE);
      long before = allocated();
      assertThatThrownBy(() -> TensorFile.of(file))
          .isInstanceOfSatisfying(
              ModelFormatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HEADER))
          .hasMessageStartingWith(
              "model file: the header must have JSON within the limits of the format, has not,");
      assertThat(allocated() - before).as(header.substring(0, 20)).isLessThan(bound(0));
    }
  }

  @Test
  void tooManyTensorsAndTextsEndEarly() {
    StringBuilder tensors = new StringBuilder("{" + FORMAT);
    StringBuilder texts = new StringBuilder("{\"__metadata__\":{\"a\":\"\"");
    for (int i = 0; i < 200_000; i++) {
      tensors.append(',').append(tensor("t" + i, "U8", "0", "0", "0"));
      texts.append(",\"t").append(i).append("\":\"\"");
    }
    refusedEarly(tensors + "}", "at most 4,096 tensors");
    refusedEarly(texts + "}}", "at most 1000 texts");
  }

  private static void refusedEarly(String header, String expected) {
    byte[] file = withHeader(header, NONE);
    long before = allocated();
    assertThatThrownBy(() -> TensorFile.of(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HEADER))
        .hasMessageStartingWith("model file: the header must have " + expected + ", has not,");
    assertThat(allocated() - before).isLessThan(bound(file.length / 20));
  }

  /** What a load may allocate in all, and so may hold at most. */
  private static long bound(long fileBytes) {
    return 2 * fileBytes + 8_000_000;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
