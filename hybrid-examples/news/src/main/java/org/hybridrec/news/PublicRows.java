package org.hybridrec.news;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of public data sets, for the experiments of {@code experiments/}:
 *
 * <pre>{@code
 * java -cp hybrid.jar org.hybridrec.news.PublicRows nemig FOLDER nemig.arrows
 * java -cp hybrid.jar org.hybridrec.news.PublicRows movietweetings FOLDER movietweetings.arrows
 * java -cp hybrid.jar org.hybridrec.news.PublicRows movielens FOLDER ml-100k.arrows
 * }</pre>
 */
public final class PublicRows {

  private static final int HISTORY = 50;
  private static final int NEMIG_HISTORY = 10;

  private PublicRows() {}

  /** Takes the data set's kind, its folder and the file to write. */
  public static void main(String... arguments) {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected: nemig|movietweetings|movielens FOLDER FILE");
    }
    ExampleSource rows = read(arguments[0], Path.of(arguments[1]));
    ArrowFiles.write(rows, Path.of(arguments[2]));
    PrintStream out = System.out;
    out.println("wrote " + arguments[2]);
  }

  static ExampleSource read(String kind, Path folder) {
    return switch (kind) {
      case "nemig" -> nemig(folder);
      case "movietweetings" -> movieTweetings(folder);
      case "movielens" -> movieLens(folder);
      default ->
          throw new IllegalArgumentException(
              "the data set '"
                  + kind
                  + "' is not known; allowed are nemig, movietweetings, movielens");
    };
  }

  /** What a reader had read, and what they clicked on among six articles that were shown. */
  private static ExampleSource nemig(Path folder) {
    Map<String, String[]> articles = new HashMap<>();
    for (String line : lines(folder.resolve("articles.tsv.gz"))) {
      String[] cells = line.split("\t", -1);
      articles.put(cells[0], cells);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String line : lines(folder.resolve("behaviors.tsv.gz"))) {
      String[] cells = line.split("\t", -1);
      List<String> history = Arrays.asList(cells[2].split(" "));
      for (String shown : cells[3].split(" ")) {
        if (shown.endsWith("-1")) {
          rows.add(nemigRow(cells[1], history, shown.substring(0, shown.length() - 2), articles));
        }
      }
    }
    return MapSource.of(rows);
  }

  private static Map<String, Object> nemigRow(
      String user, List<String> history, String clicked, Map<String, String[]> articles) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("next_content_id", clicked);
    row.put("visitor_id", user);
    row.put("history", history);
    for (int i = 0; i < NEMIG_HISTORY; i++) {
      row.put("history_" + i, i < history.size() ? history.get(i) : null);
    }
    StringBuilder titles = new StringBuilder();
    List<String> subtopics = new ArrayList<>();
    List<String> publishers = new ArrayList<>();
    List<String> keywords = new ArrayList<>();
    for (String id : history) {
      String[] article = articles.get(id);
      if (article != null) {
        titles.append(article[1]).append(' ');
        subtopics.add(article[3]);
        publishers.add(article[4]);
        Arrays.stream(article[6].split("\\|"))
            .filter(x -> !x.isEmpty())
            .distinct()
            .forEach(keywords::add);
      }
    }
    row.put("titles", titles.toString().strip());
    row.put("subtopics", subtopics);
    row.put("publishers", publishers);
    row.put("keywords", keywords);
    return row;
  }

  private static ExampleSource movieTweetings(Path folder) {
    Map<String, String[]> movies = new HashMap<>();
    for (String line : lines(folder.resolve("movies.dat"))) {
      String[] cells = line.split("::", -1);
      int year = cells[1].lastIndexOf(" (");
      movies.put(
          cells[0],
          new String[] {
            cells[1].substring(0, year),
            cells[1].substring(year + 2, cells[1].length() - 1),
            cells[2]
          });
    }
    List<Map<String, Object>> views = new ArrayList<>();
    for (String line : lines(folder.resolve("ratings.dat.gz"))) {
      String[] cells = line.split("::", -1);
      views.add(view(cells[0], cells[1], cells[3], movie(movies, cells[1]), "\\|"));
    }
    return examples(views);
  }

  private static String[] movie(Map<String, String[]> movies, String id) {
    String[] movie = movies.get(id);
    if (movie == null) {
      throw new UserError("a rating is of a movie that the list of movies does not have: " + id);
    }
    return movie;
  }

  private static ExampleSource movieLens(Path folder) {
    Map<String, String[]> movies = new HashMap<>();
    List<String> items = lines(folder.resolve("ml-100k.item"));
    for (String line : items.subList(1, items.size())) {
      String[] cells = line.split("\t", -1);
      movies.put(cells[0], new String[] {cells[1], cells[2], cells[3]});
    }
    List<Map<String, Object>> views = new ArrayList<>();
    List<String> ratings = lines(folder.resolve("ml-100k.inter.gz"));
    for (String line : ratings.subList(1, ratings.size())) {
      String[] cells = line.split("\t", -1);
      views.add(view(cells[0], cells[1], cells[3], movie(movies, cells[1]), " "));
    }
    return examples(views);
  }

  private static Map<String, Object> view(
      String user, String item, String time, String @Nullable [] movie, String separator) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("visitor_id", user);
    view.put("content_id", item);
    view.put("time", Long.parseLong(time));
    if (movie != null) {
      view.put("title", movie[0]);
      view.put("year", movie[1]);
      view.put(
          "genres",
          Arrays.stream(movie[2].split(separator)).filter(genre -> !genre.isEmpty()).toList());
    }
    return view;
  }

  /** Rated next, at the time click_time; what came before, newest first. */
  private static ExampleSource examples(List<Map<String, Object>> views) {
    return NextContent.builder(MapSource.of(views))
        .session("time")
        .time("time")
        .clickSession("click_time")
        .carry("title", "year", "genres")
        .history("history", HISTORY)
        .build();
  }

  private static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
