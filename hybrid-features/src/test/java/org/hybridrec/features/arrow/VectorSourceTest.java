package org.hybridrec.features.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSourceTest {

  private static final long LIMIT = 1 << 22;

  private final RootAllocator allocator = new RootAllocator(LIMIT);
  private final DictionaryProvider.MapDictionaryProvider dictionaries =
      new DictionaryProvider.MapDictionaryProvider();

  @TempDir Path directory;

  @AfterEach
  void nothingStaysAllocated() {
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
  }

  @Test
  void everyTypeOfVectorIsReadAndTheSameThroughAStreamOfArrowsOwnWriter() throws Exception {
    try (VectorSchemaRoot root = everyType()) {
      VectorSource vectors = VectorSource.of(root);
      assertThat(Table.of(vectors))
          .containsExactly(
              entry("text", asList("Zürich 😀", null, "")),
              entry("large", asList("日本語", null, "x")),
              entry("view", asList("short", null, "longer than twelve bytes")),
              entry("int8", asList(-128L, null, 127L)),
              entry("int16", asList(-32_768L, null, 32_767L)),
              entry("int32", asList(-2_147_483_648L, null, 2_147_483_647L)),
              entry("int64", asList(Long.MIN_VALUE, null, Long.MAX_VALUE)),
              entry("uint8", asList(0L, null, 255L)),
              entry("uint16", asList(0L, null, 65_535L)),
              entry("uint32", asList(0L, null, 4_294_967_295L)),
              entry("uint64", asList(0L, null, Long.MAX_VALUE)),
              entry("half", asList(0.5, null, -2.0)),
              entry("float", asList((double) 0.1f, null, Double.NaN)),
              entry("double", asList(0.1, null, Double.NEGATIVE_INFINITY)),
              entry("bool", asList(1L, null, 0L)),
              entry("decimal", asList(12.34, null, -0.01)),
              entry("none", asList(null, null, null)),
              entry("list", asList(asList(1L, null), List.of(), List.of(2L))),
              entry("time", asList(1_509_580_800_123L, null, -1L)),
              entry("large_list", asList(asList(1L, null), List.of(), List.of(2L))),
              entry("pair", asList(List.of(0.5, 1.5), List.of(), List.of(2.5, 3.5))));
      assertThat(vectors.schema().unsupported()).containsExactly(entry("day", "date"));

      Path file = directory.resolve("every.arrows");
      try (ArrowJava.Writer writer = new ArrowJava.Writer(file, root, dictionaries)) {
        writer.batch();
      }
      ArrowSource stream = ArrowSource.of(file);
      assertThat(stream.schema()).isEqualTo(vectors.schema());
      assertThat(Table.of(stream)).isEqualTo(Table.of(vectors));
    }
  }

  private VectorSchemaRoot everyType() {
    TinyIntVector int8 = new TinyIntVector("int8", allocator);
    int8.setSafe(0, -128);
    int8.setSafe(2, 127);
    SmallIntVector int16 = new SmallIntVector("int16", allocator);
    int16.setSafe(0, -32_768);
    int16.setSafe(2, 32_767);
    IntVector int32 = new IntVector("int32", allocator);
    int32.setSafe(0, Integer.MIN_VALUE);
    int32.setSafe(2, Integer.MAX_VALUE);
    BigIntVector int64 = new BigIntVector("int64", allocator);
    int64.setSafe(0, Long.MIN_VALUE);
    int64.setSafe(2, Long.MAX_VALUE);
    UInt1Vector uint8 = new UInt1Vector("uint8", allocator);
    uint8.setSafe(0, 0);
    uint8.setSafe(2, 255);
    UInt2Vector uint16 = new UInt2Vector("uint16", allocator);
    uint16.setSafe(0, 0);
    uint16.setSafe(2, 65_535);
    UInt4Vector uint32 = new UInt4Vector("uint32", allocator);
    uint32.setSafe(0, 0);
    uint32.setSafe(2, -1);
    UInt8Vector uint64 = new UInt8Vector("uint64", allocator);
    uint64.setSafe(0, 0);
    uint64.setSafe(2, Long.MAX_VALUE);
    Float2Vector half = new Float2Vector("half", allocator);
    half.setSafe(0, Float16.toFloat16(0.5f));
    half.setSafe(2, Float16.toFloat16(-2f));
    Float4Vector single = new Float4Vector("float", allocator);
    single.setSafe(0, 0.1f);
    single.setSafe(2, Float.NaN);
    Float8Vector twice = new Float8Vector("double", allocator);
    twice.setSafe(0, 0.1);
    twice.setSafe(2, Double.NEGATIVE_INFINITY);
    BitVector bool = new BitVector("bool", allocator);
    bool.setSafe(0, 1);
    bool.setSafe(2, 0);
    DecimalVector decimal = new DecimalVector("decimal", allocator, 10, 2);
    decimal.setSafe(0, new BigDecimal("12.34"));
    decimal.setSafe(2, new BigDecimal("-0.01"));
    TimeStampMilliVector time = new TimeStampMilliVector("time", allocator);
    time.setSafe(0, 1_509_580_800_123L);
    time.setSafe(2, -1);
    DateDayVector day = new DateDayVector("day", allocator);
    day.setSafe(0, 1);
    LargeVarCharVector large = new LargeVarCharVector("large", allocator);
    large.setSafe(0, utf8("日本語"));
    large.setSafe(2, utf8("x"));
    ViewVarCharVector view = new ViewVarCharVector("view", allocator);
    view.setSafe(0, utf8("short"));
    view.setSafe(2, utf8("longer than twelve bytes"));
    return root(
        3,
        texts("text", "Zürich 😀", null, ""),
        large,
        view,
        int8,
        int16,
        int32,
        int64,
        uint8,
        uint16,
        uint32,
        uint64,
        half,
        single,
        twice,
        bool,
        decimal,
        new NullVector("none", 3),
        list(),
        time,
        day,
        largeList(),
        pairs());
  }

  private ListVector list() {
    ListVector list = ListVector.empty("list", allocator);
    var writer = list.getWriter();
    writer.setPosition(0);
    writer.startList();
    writer.bigInt().writeBigInt(1);
    writer.bigInt().writeNull();
    writer.endList();
    writer.setPosition(2);
    writer.startList();
    writer.bigInt().writeBigInt(2);
    writer.endList();
    return list;
  }

  private LargeListVector largeList() {
    LargeListVector list = LargeListVector.empty("large_list", allocator);
    var writer = list.getWriter();
    writer.setPosition(0);
    writer.startList();
    writer.bigInt().writeBigInt(1);
    writer.bigInt().writeNull();
    writer.endList();
    writer.setPosition(2);
    writer.startList();
    writer.bigInt().writeBigInt(2);
    writer.endList();
    return list;
  }

  private FixedSizeListVector pairs() {
    FixedSizeListVector list = FixedSizeListVector.empty("pair", 2, allocator);
    list.addOrGetVector(
        FieldType.nullable(
            new ArrowType.FloatingPoint(
                org.apache.arrow.vector.types.FloatingPointPrecision.SINGLE)));
    Float4Vector elements = (Float4Vector) list.getDataVector();
    list.allocateNew();
    for (int i : new int[] {0, 2}) {
      list.setNotNull(i);
      elements.setSafe(2 * i, i + 0.5f);
      elements.setSafe(2 * i + 1, i + 1.5f);
    }
    return list;
  }

  @Test
  void dictionaryEncodedVectorsAreReadWithTheirDictionaries() throws Exception {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    try (VarCharVector words = texts("words", "b", "ü", null);
        VarCharVector plain = texts("word", "ü", null, "b")) {
      dictionaries.put(new Dictionary(words, encoding));
      FieldVector indexes = (FieldVector) DictionaryEncoder.encode(plain, dictionaries.lookup(7));
      try (VectorSchemaRoot root = root(3, indexes)) {
        VectorSource source = VectorSource.of(root, dictionaries);
        assertThat(Table.of(source)).containsExactly(entry("word", asList("ü", null, "b")));

        Path file = directory.resolve("dictionary.arrows");
        try (ArrowJava.Writer writer = new ArrowJava.Writer(file, root, dictionaries)) {
          writer.dictionaries();
          writer.batch();
          writer.batch();
        }
        assertThat(Table.of(ArrowSource.of(file)))
            .containsExactly(entry("word", asList("ü", null, "b", "ü", null, "b")));
      }
    }
  }

  @Test
  void theIndexTypeIsThatOfTheVectorWhereTheEncodingNamesAnother() {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
    try (VarCharVector words = texts("words", "a", "b")) {
      dictionaries.put(new Dictionary(words, encoding));
      TinyIntVector indexes =
          new TinyIntVector(
              "k", new FieldType(true, new ArrowType.Int(8, true), encoding), allocator);
      for (int i = 0; i < 8; i++) {
        indexes.setSafe(i, i % 2);
      }
      try (VectorSchemaRoot root = root(8, indexes)) {
        assertThat(Table.of(VectorSource.of(root, dictionaries)))
            .containsExactly(entry("k", List.of("a", "b", "a", "b", "a", "b", "a", "b")));
      }
    }
  }

  @Test
  void aMissingDictionaryIsAnErrorAtOnce() {
    DictionaryEncoding encoding = new DictionaryEncoding(5, false, null);
    IntVector indexes =
        new IntVector("k", new FieldType(true, new ArrowType.Int(32, true), encoding), allocator);
    try (VectorSchemaRoot root = root(0, indexes)) {
      assertThatThrownBy(() -> VectorSource.of(root))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "column 'k': its dictionary 5 is missing; hand it over in the dictionary provider");
    }
  }

  @Test
  void anIndexBeyondTheDictionaryIsAnErrorOfTheRows() {
    DictionaryEncoding encoding = new DictionaryEncoding(5, false, null);
    try (VarCharVector words = texts("words", "a", "b")) {
      dictionaries.put(new Dictionary(words, encoding));
      IntVector indexes =
          new IntVector("k", new FieldType(true, new ArrowType.Int(32, true), encoding), allocator);
      indexes.setSafe(0, 2);
      try (VectorSchemaRoot root = root(1, indexes);
          SourceReader reader = VectorSource.of(root, dictionaries).open()) {
        assertThatThrownBy(reader::next)
            .isInstanceOf(InvalidDataException.class)
            .hasMessage(
                "the vectors: column 'k': index 2 is not within its dictionary of 2 values");
      }
    }
  }

  @Test
  void unsignedValuesBeyondLongHaveTextAndNumberButNoLong() {
    UInt8Vector values = new UInt8Vector("id", allocator);
    values.setSafe(0, -1L);
    values.setSafe(1, Long.MIN_VALUE);
    values.setSafe(2, 0x8000_0000_0000_0401L);
    try (VectorSchemaRoot root = root(3, values);
        SourceReader reader = VectorSource.of(root).open()) {
      SourceColumn column = reader.next().column(0);
      assertThat(column.text(0, 0)).isEqualTo("18446744073709551615");
      assertThat(column.text(1, 0)).isEqualTo("9223372036854775808");
      assertThat(column.number(0, 0)).isEqualTo(0x1p64);
      assertThat(column.number(1, 0)).isEqualTo(0x1p63);
      assertThat(column.number(2, 0))
          .isEqualTo(new BigDecimal("9223372036854776833").doubleValue());
      assertThatThrownBy(() -> column.integer(0, 0))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "row 0, column 'id' holds 18446744073709551615, allowed are integers up to"
                  + " 9223372036854775807; use it as text or as a number");
    }
  }

  @Test
  void bytesThatAreNotUtf8AreAnErrorOfTheirRow() {
    VarCharVector values = new VarCharVector("title", allocator);
    values.setSafe(0, utf8("a\uFFFDb"));
    values.setSafe(1, new byte[] {'a', (byte) 0xC3});
    values.setSafe(2, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    try (VectorSchemaRoot root = root(3, values);
        SourceReader reader = VectorSource.of(root).open()) {
      SourceColumn column = reader.next().column(0);
      assertThat(column.text(0, 0)).isEqualTo("a\uFFFDb");
      for (int row : new int[] {1, 2}) {
        assertThatThrownBy(() -> column.text(row, 0))
            .isInstanceOf(InvalidDataException.class)
            .hasMessage(
                "row "
                    + row
                    + ", column 'title' holds bytes that are not UTF-8;"
                    + " write the text in UTF-8");
      }
    }
  }

  @Test
  void rootsWithoutRowsHaveNoBatchAndAnOpenReaderGivesItsBatchOnce() {
    try (VectorSchemaRoot empty = root(0, new VarCharVector("a", allocator), list());
        VectorSchemaRoot one = root(1, texts("a", "x"))) {
      assertThat(Table.batchSizes(VectorSource.of(empty))).isEmpty();
      VectorSource source = VectorSource.of(one);
      assertThat(Table.batchSizes(source)).containsExactly(1);
      assertThat(Table.batchSizes(source)).containsExactly(1);
      try (SourceReader reader = source.open()) {
        assertThat(reader.next().location(0)).isEqualTo("row 0");
      }
    }
  }

  @Test
  void accessorsThatDoNotFitTheTypeAndRowsBeyondTheEndAreRefused() {
    Float8Vector numbers = new Float8Vector("n", allocator);
    numbers.setSafe(0, 1);
    try (VectorSchemaRoot root = root(1, texts("t", "x"), numbers, list());
        SourceReader reader = VectorSource.of(root).open()) {
      SourceBatch batch = reader.next();
      assertThatThrownBy(() -> batch.column(0).number(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 't' holds text and was asked for numbers");
      assertThatThrownBy(() -> batch.column(0).integer(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 't' holds text and was asked for integers");
      assertThatThrownBy(() -> batch.column(1).text(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 'n' holds number and was asked for text");
      assertThat(batch.column(2).integer(0, 1)).isZero();
      assertThat(batch.column(2).text(0, 1)).isEmpty();
      assertThat(batch.column(2).number(0, 1)).isNaN();
      assertThatThrownBy(() -> batch.column(0).valueCount(1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> batch.column(2).integer(0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> batch.location(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private VectorSchemaRoot root(int rowCount, FieldVector... vectors) {
    VectorSchemaRoot root = new VectorSchemaRoot(List.of(vectors));
    root.setRowCount(rowCount);
    return root;
  }

  private VarCharVector texts(String name, String... values) {
    VarCharVector vector = new VarCharVector(name, allocator);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.setSafe(i, utf8(values[i]));
      }
    }
    vector.setValueCount(values.length);
    return vector;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
