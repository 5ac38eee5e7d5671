package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.hybridrec.core.file.TensorFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a model file against every rule of the format, and says how far it holds. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks every byte of a model file, in the order in which loading does, and shows what holds.",
      "Exit code 0 if the file is whole and a model, 2 if it is not."
    },
    footer = {"", "Example:", "  hybrid verify --model news.safetensors"})
final class Verify implements Callable<Integer> {

  /** The checks in their order. */
  private enum Check {
    HEADER,
    SECTIONS,
    DIGEST,
    NUMBERS,
    MODEL;

    private String holds() {
      return switch (this) {
        case HEADER -> "is of this format and version, and the file has the length it gives";
        case SECTIONS -> "one after the other without holes, as long as their shapes say";
        case DIGEST -> "every byte is as it was saved";
        case NUMBERS -> "none is NaN or infinite";
        case MODEL -> "loads";
      };
    }

    private static Check of(Kind kind) {
      return switch (kind) {
        case TRUNCATED, HEADER_LENGTH, HEADER, DUPLICATE_NAME, NOT_A_MODEL, TOO_NEW, TOO_OLD ->
            HEADER;
        case DTYPE, SHAPE, LAYOUT, DIGEST_MISSING, TRAILING_BYTES -> SECTIONS;
        case DIGEST -> DIGEST;
        case NON_FINITE -> NUMBERS;
        case ABSENT, CONTENT -> MODEL;
      };
    }
  }

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "A saved model.")
  private Path model;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Verify() {}

  @Override
  public Integer call() {
    ModelFiles.requireThere(model);
    PrintWriter out = spec.commandLine().getOut();
    try {
      TensorFile file = TensorFile.read(model);
      HybridModel.load(model);
      checks(null, out);
      sections(file, out);
      return 0;
    } catch (ModelFormatException e) {
      checks(Check.of(e.kind()), out);
      throw e;
    }
  }

  private static void checks(@Nullable Check broken, PrintWriter out) {
    for (Check check : Check.values()) {
      String state = "ok";
      String remark = check.holds();
      if (broken != null && check.compareTo(broken) >= 0) {
        state = check == broken ? "BROKEN" : "not reached";
        remark = "";
      }
      String name = check.name().toLowerCase(Locale.ROOT);
      out.println(
          String.format(Locale.ROOT, "  %-8s  %s  %s", name, state, remark).stripTrailing());
    }
  }

  private void sections(TensorFile file, PrintWriter out) {
    Table table = new Table("section", "numbers", "shape", "bytes");
    long inTensors = 0;
    for (String name : file.names()) {
      int[] shape = file.shape(name);
      long bytes = (long) Arrays.stream(shape).reduce(1, (a, b) -> a * b) * bytesOf(file, name);
      inTensors += bytes;
      String sizes = Arrays.toString(shape);
      table.add(
          name, file.dtype(name), sizes.substring(1, sizes.length() - 1), Report.count(bytes));
    }
    long digest = file.sha256().length() / 2;
    table.add("sha256", "U8", digest, digest);
    table.add("header", "", "", Report.count(file.byteCount() - inTensors - digest));
    table.print(out);
    out.printf(Locale.ROOT, "%,d bytes, SHA-256 %s%n", file.byteCount(), file.sha256());
  }

  private static int bytesOf(TensorFile file, String name) {
    return switch (file.dtype(name)) {
      case F64, I64 -> Long.BYTES;
      case F32, I32 -> Integer.BYTES;
      case U8 -> 1;
    };
  }
}
