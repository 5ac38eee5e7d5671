package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hybridrec.core.experiment.Experiment;
import org.hybridrec.features.arrow.ArrowSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRowsTest {

  @TempDir private Path folder;

  private void gzip(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Map<String, Object>> rows(String kind) {
    Path file = folder.resolve("rows.arrows");
    PublicRows.main(kind, folder.toString(), file.toString());
    return RowMaps.of(ArrowSource.of(file));
  }

  @Test
  void nemigIsClicksWithWhatTheContentsOfTheHistoryAre() throws IOException {
    gzip(
        "articles.tsv.gz",
        """
        news_id	title	abstract	subtopic	publisher	authors	keywords	date	sentiment	url
        n1	Über uns	x	3	Zeit		a|b|a	x	y	z
        n2	Mehr	x	-1	taz			x	y	z
        """);
    gzip("behaviors.tsv.gz", "7\tU1\tn1 n2 n9\tn3-0 n4-1 n5-0\n8\tU2\tn2\tn3-0 n1-0\n");

    assertThat(rows("nemig"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row)
                  .containsEntry("next_content_id", "n4")
                  .containsEntry("visitor_id", "U1");
              assertThat(row).containsEntry("history", List.of("n1", "n2", "n9"));
              assertThat(row).containsEntry("history_2", "n9").doesNotContainKey("history_3");
              assertThat(row).containsEntry("titles", "Über uns Mehr");
              assertThat(row).containsEntry("publishers", List.of("Zeit", "taz"));
              assertThat(row).containsEntry("subtopics", List.of("3", "-1"));
              assertThat(row).containsEntry("keywords", List.of("a", "b"));
            });
  }

  @Test
  void ratingsBecomeExamplesInTheOrderOfTime() throws IOException {
    Files.writeString(
        folder.resolve("movies.dat"), "01::Der Film (1999)::Crime|Drama\n02::B (2001)::\n");
    gzip("ratings.dat.gz", "1::01::8::300\n1::02::9::100\n1::01::1::200\n2::02::5::50\n");

    assertThat(rows("movietweetings"))
        .extracting(
            row -> row.get("content_id"),
            row -> row.get("next_content_id"),
            row -> row.get("click_time"),
            row -> row.get("title"),
            row -> row.get("year"))
        .containsExactly(
            tuple("02", "01", 200L, "B", "2001"), tuple("01", "01", 300L, "Der Film", "1999"));
  }

  @Test
  void movieLensHasSpacesBetweenGenres() throws IOException {
    Files.writeString(
        folder.resolve("ml-100k.item"),
        "item_id:token\tmovie_title\trelease_year\tclass\n1\tToy Story\t1995\tAnimation Comedy\n");
    gzip(
        "ml-100k.inter.gz",
        "user_id\titem_id\trating\ttimestamp\n9\t1\t3\t10\n9\t5\t3\t20\n9\t1\t3\t30\n");

    assertThat(rows("movielens").get(0))
        .containsEntry("genres", List.of("Animation", "Comedy"))
        .containsEntry("next_content_id", "5");
    assertThat(rows("movielens").get(1))
        .containsEntry("history", List.of("1"))
        .doesNotContainKey("title");
  }

  @Test
  void otherKindsAreRefused() {
    assertThatThrownBy(() -> PublicRows.read("netflix", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the data set 'netflix' is not known; allowed are nemig, movietweetings, movielens");
    assertThatThrownBy(() -> PublicRows.main("nemig"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected: nemig|movietweetings|movielens FOLDER FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kurier", "nemig", "movietweetings-100k", "ml-100k", "site", "planted"})
  void theExperimentsCanBeRead(String name) {
    assertThat(Experiment.read(Path.of("experiments", name + ".yaml")).split()).isNotNull();
  }
}
