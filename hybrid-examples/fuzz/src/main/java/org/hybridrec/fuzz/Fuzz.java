package org.hybridrec.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fuzzes one target for some seconds: {@code Fuzz csv 600}. What it finds interesting stays in
 * {@code target/corpus/csv}, where the next run starts from. An exception of a type that the target
 * does not promise, twenty seconds for one input or an exhausted heap end it with exit code 77, and
 * the input is written to {@code target/findings}.
 */
public final class Fuzz {

  private Fuzz() {}

  /** Takes the name of a {@link Target}, a number of seconds, and options of the fuzzer. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Target target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path module = Path.of("hybrid-examples", "fuzz", "target");
    Path corpus = module.resolve("corpus").resolve(arguments[0]);
    Path findings = module.resolve("findings");
    Files.createDirectories(corpus);
    Files.createDirectories(findings);
    List<byte[]> seeds = target.seeds();
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed" + i), seeds.get(i));
    }
    List<String> options =
        List.of(
            "--target_class=" + target.entry().getName(),
            "--instrumentation_includes=org.hybridrec.**:org.snakeyaml.**:de.siegmar.**"
                + ":com.fasterxml.jackson.core.**:org.apache.arrow.**",
            // A recipe names files, and a model file is written and read: that is no finding.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.FilePathTraversal",
            "--reproducer_path=" + findings,
            "-artifact_prefix=" + findings + "/" + arguments[0] + "-",
            "-max_total_time=" + arguments[1],
            "-timeout=20",
            "-max_len=65536",
            "-print_final_stats=1");
    List<String> more = List.of(arguments).subList(2, arguments.length);
    Jazzer.main(
        Stream.of(options, more, List.of(corpus.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}
