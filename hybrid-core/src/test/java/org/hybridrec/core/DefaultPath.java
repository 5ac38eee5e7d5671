package org.hybridrec.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;

/** The whole way on the default path, as a program of its own; see {@link DefaultPathTest}. */
final class DefaultPath {

  private DefaultPath() {}

  /** Fits from memory and from CSV, saves, loads, recommends, evaluates in the folder given. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path csv = folder.resolve("rows.csv.gz");
    CsvFiles.write(ToyShop.examples(200, 1), csv);
    Path model = folder.resolve("toy.safetensors");
    ToyShop.everyColumn().hiddenUnits(8).epochs(20).build().fit(CsvSource.of(csv)).save(model);
    HybridModel loaded = HybridModel.load(model);
    System.out.println(loaded.recommend(ToyShop.row(3), 2).get(0).id());
    System.out.println(loaded.evaluate(ToyShop.examples(50, 2), 3).rows());
    Files.delete(csv);
  }
}
