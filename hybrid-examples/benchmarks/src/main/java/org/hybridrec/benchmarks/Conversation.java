package org.hybridrec.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The worker's end of the line: reads requests until there are no more. */
final class Conversation {

  private Conversation() {}

  /** Answers one request. */
  @FunctionalInterface
  interface Handler {

    /**
     * Does what was asked.
     *
     * @param request the name of the request
     * @param amount its one number
     */
    Answer answer(String request, double amount);
  }

  /**
   * Says that the worker is ready, then answers requests from standard input on standard output.
   *
   * @param ready what to tell first
   * @param handler answers the requests
   */
  static void hold(Answer ready, Handler handler) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(ready.line());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ", -1);
      out.println(handler.answer(parts[0], Double.parseDouble(parts[1])).line());
    }
  }
}
