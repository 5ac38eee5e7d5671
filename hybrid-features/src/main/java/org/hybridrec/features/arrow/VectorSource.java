package org.hybridrec.features.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Arrow vectors in memory as a source of rows, all in one batch. The vectors stay the caller's:
 * they are read where they are, must live and stay unchanged while a reader is open, and are never
 * closed here. For types and values see {@link ArrowSource}. May be shared between threads while
 * nobody writes to the vectors.
 *
 * <p>Needs {@code arrow-vector} and a memory module on the class path, which {@link ArrowSource}
 * does not.
 */
public final class VectorSource implements ExampleSource {

  private static final Location LOCATION = new Location(null, 0, 0);

  private final VectorSchemaRoot root;
  private final DictionaryProvider dictionaries;
  private final List<ArrowField> fields;
  private final SourceSchema schema;

  private VectorSource(VectorSchemaRoot root, DictionaryProvider dictionaries) {
    this.root = root;
    this.dictionaries = dictionaries;
    List<Field> inMessages = new ArrayList<>();
    for (Field field : root.getSchema().getFields()) {
      checkDictionaries(field, field.getName());
      inMessages.add(DictionaryUtility.toMessageFormat(field, dictionaries, new HashSet<>()));
    }
    this.fields = fields(inMessages);
    this.schema = ArrowField.toSourceSchema(fields);
  }

  private void checkDictionaries(Field field, String column) {
    DictionaryEncoding encoding = field.getDictionary();
    if (encoding != null && dictionaries.lookup(encoding.getId()) == null) {
      throw new IllegalArgumentException(
          String.format(
              "column %s: its dictionary %d is missing; hand it over in the dictionary provider",
              Quoted.of(column), encoding.getId()));
    }
    field.getChildren().forEach(child -> checkDictionaries(child, column));
  }

  /**
   * Makes a source of vectors without dictionaries.
   *
   * @throws IllegalArgumentException if a field is dictionary-encoded
   */
  public static VectorSource of(VectorSchemaRoot root) {
    return of(root, new DictionaryProvider.MapDictionaryProvider());
  }

  /**
   * Makes a source of vectors some of which are dictionary-encoded.
   *
   * @throws IllegalArgumentException if a dictionary is missing
   */
  public static VectorSource of(VectorSchemaRoot root, DictionaryProvider dictionaries) {
    return new VectorSource(root, dictionaries);
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return new Pass();
  }

  private static List<ArrowField> fields(List<Field> fields) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.finish(new Schema(fields).getSchema(builder));
    return FieldReader.read(
        org.apache.arrow.flatbuf.Schema.getRootAsSchema(builder.dataBuffer()), MetadataVersion.V5);
  }

  private @Nullable SourceBatch batch() {
    int rowCount = root.getRowCount();
    ColumnReader reader = new ColumnReader(this::dictionary);
    List<ArrowColumn> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      SourceField field = fields.get(i).toSourceField();
      if (field != null) {
        ArrowArray array = VectorArrays.of(fields.get(i), root.getVector(i), rowCount);
        columns.add(reader.column(field, array, LOCATION));
      }
    }
    return rowCount == 0 ? null : new ArrowBatch(rowCount, columns, LOCATION);
  }

  private Values dictionary(long id) {
    Dictionary dictionary = dictionaries.lookup(id);
    Field field = dictionary.getVector().getField();
    Field plain =
        new Field(field.getName(), new FieldType(true, field.getType(), null), field.getChildren());
    return ColumnReader.dictionary(
        VectorArrays.of(
            fields(List.of(plain)).get(0),
            dictionary.getVector(),
            dictionary.getVector().getValueCount()));
  }

  /** Gives the one batch. */
  private final class Pass implements SourceReader {

    private boolean done;

    @Override
    public @Nullable SourceBatch next() {
      if (done) {
        return null;
      }
      done = true;
      try {
        return batch();
      } catch (MalformedArrowException e) {
        throw new InvalidDataException(LOCATION.ofBatch() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      done = true; // the vectors are the caller's
    }
  }
}
