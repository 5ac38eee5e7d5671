package org.hybridrec.benchmarks;

import java.nio.file.Path;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Writes the reference problem, weights and rows, as a file that safetensors readers understand.
 */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the reference problem as safetensors.")
final class Export implements Runnable {

  @Parameters(paramLabel = "FILE", description = "The file to write, about 60 MB.")
  private Path file = Path.of("reference-step.safetensors");

  @Override
  public void run() {
    content(ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED)).write(file);
  }

  /** Returns the content of the file: each tensor under the name it has in the problem. */
  static TensorFile content(ReferenceStep problem) {
    int rows = problem.size().rows();
    TensorFileBuilder builder =
        TensorFile.builder()
            .ints("contents", problem.contents(), rows)
            .ints("authors", problem.authors(), rows)
            .ints("labels", problem.labels(), rows)
            .floats("floats", problem.floats(), rows, problem.size().floatWidth());
    problem
        .weights()
        .forEach(
            (name, values) -> {
              int columns = problem.columns(name);
              if (name.endsWith("/bias")) {
                builder.floats(name, values, columns);
              } else {
                builder.floats(name, values, values.length / columns, columns);
              }
            });
    return builder.build();
  }
}
