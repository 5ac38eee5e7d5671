package org.hybridrec.news;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Results go to standard output, everything else to standard error; the exit code
 * is 0 if all went well, 2 if the user can mend what went wrong, 1 if the fault is in here.
 */
@Command(
    name = "hybrid",
    version = "hybridrec 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    description = {
      "Trains hybrid recommenders from files, evaluates them and asks them.",
      "Every command shows its options and an example: hybrid train --help"
    },
    subcommands = {
      Prepare.class,
      Train.class,
      Evaluate.class,
      Recommend.class,
      Describe.class,
      Verify.class,
      ReportRun.class,
      ExportOnnx.class,
      Baselines.class,
      Compare.class
    },
    footer = {
      "",
      "Exit code: 0 ok, 1 internal failure, 2 something to mend, told in one line.",
      "",
      "Example:",
      "  hybrid train --recipe recipes/lab-without-factors.yaml --train views.csv.gz \\",
      "      --split-by visitor_id --model news.safetensors",
      "  hybrid evaluate --model news.safetensors --eval views.csv.gz --split-by visitor_id --json",
      "  echo '{\"content_id\":\"299954138\"}' | hybrid recommend --model news.safetensors"
    })
public final class Hybrid implements Runnable {

  private final InputStream in;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure happened.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  private Hybrid(InputStream in) {
    this.in = in;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(run(System.in, System.out, System.err, arguments));
  }

  /** Runs a command on these streams, whose text is UTF-8 wherever it runs. */
  static int run(InputStream in, OutputStream out, OutputStream err, String... arguments) {
    Hybrid hybrid = new Hybrid(in);
    CommandLine command =
        new CommandLine(hybrid)
            .setOut(writer(out))
            .setErr(writer(err))
            .setUsageHelpWidth(100)
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setParameterExceptionHandler(Hybrid::refuse)
            .setExecutionExceptionHandler((e, line, parsed) -> hybrid.fail(e, line));
    int exitCode = hybrid.execute(command, arguments);
    command.getOut().flush();
    command.getErr().flush();
    return exitCode;
  }

  private int execute(CommandLine command, String... arguments) {
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return fail(e, command);
    }
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int refuse(ParameterException e, String... arguments) {
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    String mistyped = Mistyped.word(e, arguments);
    String line = mistyped == null ? Failure.of(e).line() : mistyped;
    command.getErr().println("hybrid: " + line + (line.endsWith("?") ? " see " : "; see ") + help);
    return Failure.USER;
  }

  private int fail(Throwable e, CommandLine command) {
    Failure failure = Failure.of(e);
    command.getErr().println("hybrid: " + failure.line());
    if (verbose) {
      e.printStackTrace(command.getErr());
    }
    return failure.exitCode();
  }

  /** Without a command: says that one is needed. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }

  InputStream in() {
    return in;
  }

  boolean verbose() {
    return verbose;
  }
}
