package org.hybridrec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvSource;
import org.junit.jupiter.api.Test;

/** What the fuzzer starts from is whole, and reaches all that lies behind the first check. */
class TargetTest {

  @Test
  void modelsAreWhole() {
    Path file = Scratch.with(ModelTarget.file(Target.MODEL.seeds().get(0)));

    assertThat(HybridModel.load(file).items().ids()).containsExactly("x", "y", "z");
  }

  @Test
  void streamsAreWhole() {
    assertThat(Target.ARROW.seeds())
        .extracting(seed -> Scratch.readAll(ArrowSource.of(Scratch.with(seed))))
        .containsExactly(0L, 5L, 10L, 15L);
  }

  @Test
  void recipesAreWhole() {
    Path file = Scratch.with(Target.RECIPE.seeds().get(0));

    assertThat(Recipe.read(file).labelField()).contains("next");
    assertThatCode(() -> RecipeTarget.fuzzerTestOneInput(Target.RECIPE.seeds().get(0)))
        .doesNotThrowAnyException();
  }

  @Test
  void tablesAreWhole() {
    Path file = Scratch.with(Target.CSV.seeds().get(0));

    assertThat(Scratch.readAll(CsvSource.of(file))).isEqualTo(8);
  }

  @Test
  void whatIsBentIsRefusedQuietly() {
    for (Target target : Target.values()) {
      byte[] bent = target.seeds().get(target.seeds().size() - 1).clone();
      bent[bent.length / 2] ^= 0x55;
      assertThatCode(
              () ->
                  target
                      .entry()
                      .getMethod("fuzzerTestOneInput", byte[].class)
                      .invoke(null, (Object) bent))
          .as("%s", target)
          .doesNotThrowAnyException();
    }
  }
}
