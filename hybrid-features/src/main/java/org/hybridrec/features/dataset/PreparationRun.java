package org.hybridrec.features.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link Preparation}. The examples are made once, each going into the stored rows of
 * its part; everything after that reads these.
 */
final class PreparationRun implements AutoCloseable {

  private final Preparation options;
  private final Cleaning.Tally cleaned = new Cleaning.Tally();
  private final NextContent examples;
  private final SplitRows parts;
  private final Map<Part, StoredRows> stored = new EnumMap<>(Part.class);
  private final Map<Part, ExampleSource> written = new EnumMap<>(Part.class);
  private long leftOut;

  PreparationRun(Preparation options) {
    this.options = options;
    Cleaning cleaning = Cleaning.of(options.views);
    for (var step : options.cleaning) {
      cleaning = step.apply(cleaning);
    }
    NextContentBuilder builder = NextContent.builder(counted(cleaning));
    builder.temporaryFolder = options.temporaryFolder;
    examples = options.examples.apply(builder).build();
    parts = options.split.of(examples);
    options.check(options.selected(examples).schema(), examples);
  }

  /** The same rows, counting into this run's tally. */
  private ExampleSource counted(Cleaning cleaning) {
    return new ExampleSource() {
      @Override
      public SourceSchema schema() {
        return cleaning.schema();
      }

      @Override
      public SourceReader open() {
        return cleaning.openCounting(cleaned);
      }
    };
  }

  PrepareSummary to(
      Path folder,
      Map<Part, Shards> shards,
      BiConsumer<? super ExampleSource, ? super Path> writer) {
    ViewCounts views = store();
    Map<Part, Long> sizes = new EnumMap<>(Part.class);
    stored.forEach((part, rows) -> sizes.put(part, rows.rowCount()));
    parts.requireRows(sizes);
    PartFacts train = PartFacts.of(Part.TRAIN.toString(), rows(Part.TRAIN));
    List<Fitted<?>> facts = new ArrayList<>();
    options.facts.forEach(wanted -> facts.add(wanted.fit().apply(train)));
    List<String> flagged = flagged(train.on(), facts);
    Map<Part, Leakage> leakage = leakage();
    Map<Part, List<Path>> files = new EnumMap<>(Part.class);
    shards.forEach(
        (part, set) -> {
          if (parts.uses(part)) {
            files.put(part, set.write(rows(part), folder, writer));
          }
        });
    List<Path> factFiles = FactFiles.write(folder.resolve("facts"), facts);
    return new PrepareSummary(
        views,
        cleaned.counts(),
        options.split.toString(),
        sizes,
        leftOut,
        leakage,
        facts,
        flagged,
        files,
        factFiles);
  }

  private ExampleSource rows(Part part) {
    return Objects.requireNonNull(written.get(part));
  }

  private ViewCounts store() {
    for (Part part : Part.values()) {
      if (parts.uses(part)) {
        StoredRows rows = new StoredRows(examples.schema(), options.temporaryFolder);
        stored.put(part, rows);
        written.put(part, options.selected(rows));
      }
    }
    try (ExampleReader reader = examples.openCounting()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          store(parts.part(batch, row), batch, row);
        }
      }
      stored.values().forEach(StoredRows::finish);
      return reader.counts();
    }
  }

  private void store(@Nullable Part part, SourceBatch batch, int row) {
    StoredRows rows = part == null ? null : stored.get(part);
    if (rows == null) {
      leftOut++;
    } else {
      rows.add(batch, row);
    }
  }

  private List<String> flagged(FittedOn train, List<Fitted<?>> facts) {
    List<FittedOn> evaluation = new ArrayList<>();
    written.forEach(
        (part, rows) -> {
          if (part != Part.TRAIN) {
            evaluation.add(FittedOn.of(part.toString(), rows));
          }
        });
    FactCheck check = new FactCheck(train, evaluation);
    return facts.stream().flatMap(fact -> check.problem(fact).stream()).toList();
  }

  private Map<Part, Leakage> leakage() {
    Map<Part, Leakage> leakage = new EnumMap<>(Part.class);
    written.forEach(
        (part, rows) -> {
          if (part != Part.TRAIN) {
            leakage.put(
                part,
                Leakage.between(rows(Part.TRAIN), rows, examples.visitor(), examples.label()));
          }
        });
    return leakage;
  }

  @Override
  public void close() {
    stored.values().forEach(StoredRows::close);
  }
}
