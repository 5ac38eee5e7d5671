package org.hybridrec.news.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</td></table><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "&lt;b&gt; &amp; &#60;",
        "</style><style>*{display:none}",
        "<!-- ]]> -->",
        "öl & käse, 新聞, 😀"
      })
  void whateverIsWrittenIsReadBackAsText(String hostile) {
    String html =
        new Html()
            .open("p", "title", hostile)
            .text(hostile)
            .close()
            .element("b", "after")
            .toString();

    Document read = Jsoup.parse(html);

    assertThat(read.body().children().stream().map(Element::tagName)).containsExactly("p", "b");
    assertThat(read.select("p").text()).isEqualTo(hostile);
    assertThat(read.select("p").attr("title")).isEqualTo(hostile);
    assertThat(read.select("p").get(0).attributesSize()).isEqualTo(1);
  }

  @Test
  void randomTextOfHostileCharactersStaysText() {
    Random random = new Random(11);
    String characters = "<>&\"'/=!-[]x;#\u0000\u001b\u007f\u202e\u2066\ud800\uffff\n";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(12, 0, characters.length()).forEach(at -> text.append(characters.charAt(at)));

      Document read =
          Jsoup.parse(new Html().element("pre", "x" + text, "title", text.toString()).toString());

      String expected =
          text.toString().replaceAll("[\\x00\\x1b\\x7f\u202e\u2066\ud800\uffff]", "\ufffd");
      assertThat(read.body().children()).as(text.toString()).hasSize(1);
      assertThat(read.select("pre").get(0).wholeText()).isEqualTo("x" + expected);
      assertThat(read.select("pre").attr("title")).isEqualTo(expected);
    }
  }

  @Test
  void longCellsAreCutBetweenCharacters() {
    String face = "😀";
    Html html = new Html().table("t", List.of("id"), List.of(List.of(face.repeat(161))));

    assertThat(Jsoup.parse(html.toString()).select("tbody th").text())
        .isEqualTo(face.repeat(159) + "…");
    assertThat(Html.shortened(face.repeat(160))).isEqualTo(face.repeat(160));
  }

  @Test
  void longTablesSayHowManyLinesThereWereMore() {
    Html html = new Html().table("t", List.of("id"), Collections.nCopies(1_301, List.of("a")));

    Document read = Jsoup.parse(html.toString());
    assertThat(read.select("tbody tr")).hasSize(300);
    assertThat(read.select("p.note").text()).isEqualTo("and 1,001 more");
  }

  @Test
  void anElementThatWasNotEndedIsAFault() {
    Html html = new Html().open("main").open("p");

    assertThatThrownBy(html::toString)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("HTML: [p, main] not ended");
  }
}
