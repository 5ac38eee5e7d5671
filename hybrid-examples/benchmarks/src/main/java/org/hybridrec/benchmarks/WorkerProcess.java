package org.hybridrec.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A worker as its starter sees it. What it prints to standard error is shown if it fails. */
final class WorkerProcess implements AutoCloseable {

  /** How long an answer may take beyond what was asked for: a library may hang. */
  private static final long PATIENCE_SECONDS = 300;

  private final String title;
  private final Process process;
  private final BufferedReader in;
  private final BufferedWriter out;
  private final Path errors;
  private final Answer ready;

  private WorkerProcess(String title, ProcessBuilder builder) throws IOException {
    this.title = title;
    errors = Files.createTempFile("hybridrec-benchmarks", ".log");
    process = builder.redirectError(errors.toFile()).start();
    in = process.inputReader(StandardCharsets.UTF_8);
    out = process.outputWriter(StandardCharsets.UTF_8);
    ready = answer(PATIENCE_SECONDS);
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @param title its name in reports
   * @param jvmFlags what its JVM needs beyond the class path
   * @param command main class and arguments
   */
  static WorkerProcess start(String title, List<String> jvmFlags, List<String> command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmFlags);
    if (Runtime.version().feature() >= 22) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.addAll(Natives.properties());
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
    try {
      return new WorkerProcess(title, builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name. */
  String title() {
    return title;
  }

  /** Returns what the worker told when it was ready. */
  Answer ready() {
    return ready;
  }

  /**
   * Asks and waits for the answer.
   *
   * @param request the name of the request
   * @param amount its one number
   */
  Answer ask(String request, double amount) {
    try {
      out.write(request + " " + amount);
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw failed(e.toString());
    }
    return answer(PATIENCE_SECONDS + (long) amount);
  }

  private Answer answer(long seconds) {
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    CompletableFuture<Boolean> inTime =
        waiting
            .orTimeout(seconds, TimeUnit.SECONDS)
            .whenComplete(
                (any, late) -> {
                  if (late != null) {
                    process.destroyForcibly();
                  }
                });
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Answer answer = Answer.parse(line);
        if (answer != null) {
          waiting.complete(true);
          return answer;
        }
      }
    } catch (IOException e) {
      throw failed(e.toString());
    }
    throw failed(
        inTime.isCompletedExceptionally()
            ? "no answer within " + seconds + " s, it was ended"
            : "it ended");
  }

  private IllegalStateException failed(String why) {
    process.destroyForcibly();
    try {
      String log = Files.readString(errors, StandardCharsets.UTF_8);
      return new IllegalStateException("worker '" + title + "': " + why + "; it printed:\n" + log);
    } catch (IOException e) {
      return new IllegalStateException("worker '" + title + "': " + why, e);
    }
  }

  /** Ends the worker. */
  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
