package org.hybridrec.news;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hybridrec.core.file.Json;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium, asked by its DevTools protocol: calls with an id, answers with the same id,
 * events without.
 */
final class Browser implements AutoCloseable {

  private static final String LISTENING = "DevTools listening on ";
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final LinkedBlockingQueue<Map<String, Object>> messages;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private int calls;
  private String session = "";

  private Browser(
      Process process, WebSocket socket, LinkedBlockingQueue<Map<String, Object>> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /** The browser on the path, if there is one. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      LinkedBlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(address(process), new Messages(messages))
              .join();
      return new Browser(process, socket, messages);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread rest = new Thread(() -> err.lines().forEach(unused -> {}), "browser's log");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring(LISTENING.length()));
      }
      said.append(line).append('\n');
    }
    throw new IOException("the browser did not start: " + said);
  }

  /** Shows a page in a window of that size, in the light or dark scheme. */
  void show(Path page, int width, boolean dark) {
    String target =
        (String) call("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session = "";
    Map<String, Object> attach = Map.of("targetId", target, "flatten", true);
    session = (String) call("Target.attachToTarget", attach).get("sessionId");
    events.clear();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    Map<String, Object> size = new LinkedHashMap<>();
    size.put("width", width);
    size.put("height", 844);
    size.put("deviceScaleFactor", 1);
    size.put("mobile", width < 600);
    call("Emulation.setDeviceMetricsOverride", size);
    Map<String, Object> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (named("Page.loadEventFired").isEmpty()) {
      events.add(next());
    }
  }

  /** Evaluates an expression in the page; the page's own policy does not bind it. */
  @Nullable Object evaluate(String expression) {
    Map<String, Object> result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return ((Map<?, ?>) result.get("result")).get("value");
  }

  /** What the console and the log of the page hold. */
  List<Map<String, Object>> complaints() {
    return Stream.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        .flatMap(name -> named(name).stream())
        .toList();
  }

  /** What the page asked for, itself included. */
  List<String> requests() {
    return named("Network.requestWillBeSent").stream()
        .map(event -> (Map<?, ?>) event.get("params"))
        .map(params -> String.valueOf(((Map<?, ?>) params.get("request")).get("url")))
        .toList();
  }

  private List<Map<String, Object>> named(String method) {
    return events.stream().filter(event -> method.equals(event.get("method"))).toList();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> call(String method, Map<String, ?> parameters) {
    int id = ++calls;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(Json.write(message), true).join();
    while (true) {
      Map<String, Object> answer = next();
      if (Long.valueOf(id).equals(answer.get("id"))) {
        if (answer.containsKey("error")) {
          throw new AssertionError(method + ": " + answer.get("error"));
        }
        return (Map<String, Object>) answer.get("result");
      }
      events.add(answer);
    }
  }

  private Map<String, Object> next() {
    try {
      Map<String, Object> message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("the browser said nothing for " + PATIENCE_SECONDS + " s");
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      session = "";
      call("Browser.close", Map.of());
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Puts whole messages into the queue. */
  private static final class Messages implements WebSocket.Listener {

    private final LinkedBlockingQueue<Map<String, Object>> queue;
    private final StringBuilder text = new StringBuilder();

    Messages(LinkedBlockingQueue<Map<String, Object>> queue) {
      this.queue = queue;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        queue.add((Map<String, Object>) Json.read(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
