package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program of the tests in a JVM of its own, which can run out of memory, be killed, be limited.
 */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The command that runs a program with these options of the JVM. */
  static List<String> command(List<String> options, Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    // Quick to start; without a file of performance data that a limit on files would hit.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), program.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  /** The Java that runs the tests. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The class path of the tests, good in every folder. */
  public static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(path -> Path.of(path).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs a program to its end in a folder, and returns what it printed to its standard output.
   *
   * @param java the program java and its options
   * @param classPath given in the environment, since ONNX Runtime wants a short command line
   */
  public static String output(
      Path folder, List<String> java, String classPath, Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java);
    command.add("-Dfile.encoding=UTF-8");
    command.add(program.getName());
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("CLASSPATH", classPath);
    try (ChildJvm child = new ChildJvm(builder.start(), errors)) {
      child.ends(0, 200);
    }
    return Files.readString(output, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** As the other form, with the class path of the tests and no option. */
  public static String output(Path folder, Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    return output(folder, List.of(java().toString()), classPath(), program, arguments);
  }

  /** Starts a command whose output goes to a file in the folder. */
  static ChildJvm start(Path folder, List<String> command) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ChildJvm(process, output);
  }

  /** Waits for the end, asserts the exit code, and returns what was printed. */
  String ends(int exitCode, long withinSeconds) throws IOException, InterruptedException {
    boolean ended = process.waitFor(withinSeconds, TimeUnit.SECONDS);
    String printed = printed();
    assertThat(ended).as("ended within %d s; it printed: %s", withinSeconds, printed).isTrue();
    assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
    return printed;
  }

  String printed() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
