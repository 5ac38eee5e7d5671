package org.hybridrec.news;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** Several sources with the same columns, read one after the other. Immutable. */
final class JoinedSource implements ExampleSource {

  private final List<ExampleSource> parts;

  private JoinedSource(List<ExampleSource> parts) {
    this.parts = parts;
  }

  /**
   * Joins the sources of some files.
   *
   * @throws SchemaException if they differ in their columns
   */
  static ExampleSource of(List<Path> files, List<? extends ExampleSource> parts) {
    List<String> problems = new ArrayList<>();
    SourceSchema common = parts.get(0).schema();
    for (int i = 1; i < parts.size(); i++) {
      if (!parts.get(i).schema().fields().equals(common.fields())) {
        problems.add(
            files.get(i)
                + ": its columns differ from those of "
                + files.get(0)
                + "; all files must have the same columns in the same order");
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return new JoinedSource(List.copyOf(parts));
  }

  @Override
  public SourceSchema schema() {
    return parts.get(0).schema();
  }

  @Override
  public SourceReader open() {
    return new Reader(parts);
  }

  private static final class Reader implements SourceReader {

    private final List<ExampleSource> parts;
    private int part;
    private SourceReader reader;

    Reader(List<ExampleSource> parts) {
      this.parts = parts;
      this.reader = parts.get(0).open();
    }

    @Override
    public @Nullable SourceBatch next() {
      SourceBatch batch = reader.next();
      while (batch == null && part + 1 < parts.size()) {
        reader.close();
        reader = parts.get(++part).open();
        batch = reader.next();
      }
      return batch;
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
