package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.textEmbedding;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.util.Throwables;
import org.hybridrec.core.ColumnContribution;
import org.hybridrec.core.ColumnContributions;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.MissingEncoderException;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;

class HybridTribuoModelTest {

  private static final MutableDataset<Label> DATA = Shop.dataset(Shop.visits(200, 1));
  private static final HybridTribuoModel MODEL =
      HybridTrainer.of(Shop.recommender()).withTopK(3).train(DATA);

  @TempDir Path folder;

  private static Map<String, Object> row(Shop.Visit visit) {
    return Map.of(
        "item", visit.id(),
        "category", visit.category(),
        "title", visit.title(),
        "tags", visit.tags(),
        "price", visit.price());
  }

  @Test
  void aPredictionHoldsTheBestLabelsAsTheModelRecommendsThem() {
    for (Shop.Visit visit : Shop.visits(20, 9)) {
      Prediction<Label> prediction = MODEL.predict(Shop.example(visit));
      List<Recommendation> expected = MODEL.model().recommend(row(visit), 3);
      assertThat(prediction.getOutputScores().keySet())
          .containsExactlyElementsOf(expected.stream().map(Recommendation::id).toList());
      for (Recommendation item : expected) {
        assertThat(prediction.getOutputScores().get(item.id()).getScore())
            .isEqualTo(item.probability());
      }
      assertThat(prediction.getOutput().getLabel()).isEqualTo(visit.next());
      assertThat(prediction.hasProbabilities()).isFalse();
    }
    assertThat(MODEL.generatesProbabilities()).isFalse();
  }

  @Test
  void allScoresAreADistribution() {
    HybridTribuoModel all = MODEL.withAllScores();
    assertThat(all.generatesProbabilities()).isTrue();
    Prediction<Label> prediction = all.predict(DATA.getExample(0));
    assertThat(prediction.hasProbabilities()).isTrue();
    assertThat(prediction.getOutputScores()).hasSize(Shop.ITEMS);
    assertThat(prediction.getOutputScores().values().stream().mapToDouble(Label::getScore).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(MODEL.withTopK(Shop.ITEMS).generatesProbabilities()).isTrue();
    assertThat(MODEL.withTopK(Shop.ITEMS - 1).generatesProbabilities()).isFalse();
  }

  @Test
  void labelsThatAreNoItemsHaveScoreZero() {
    HybridRecommender two =
        Shop.columns(ItemIndex.of(List.of("item1", "item2"))).hiddenUnits(3).epochs(1).build();
    HybridTribuoModel model = HybridTrainer.of(two).withTopK(0).train(DATA);
    Prediction<Label> prediction = model.predict(DATA.getExample(0));
    assertThat(prediction.getOutputScores()).hasSize(Shop.ITEMS);
    assertThat(prediction.getOutputScores().get("item5").getScore()).isZero();
    assertThat(prediction.getOutputScores().get("item1").getScore()).isPositive();
  }

  @Test
  void valuesThatWereNeverSeenReachTheirBuckets() {
    String[] rest = {"category@Schuhe=1", "tags@neu=1", "price@value=3", "title@x=1"};
    List<Map<String, Label>> answers = new ArrayList<>();
    for (String item : List.of("item@never=1", "item@seen before?=1")) {
      String[] features = {item, rest[0], rest[1], rest[2], rest[3]};
      Prediction<Label> prediction = MODEL.withAllScores().predict(Shop.example(null, features));
      assertThat(prediction.getNumActiveFeatures()).isEqualTo(5);
      answers.add(prediction.getOutputScores());
      Map<String, Object> row =
          Map.of(
              "item",
              item.replaceAll("item@(.*)=1", "$1"),
              "category",
              "Schuhe",
              "tags",
              "neu",
              "price",
              3,
              "title",
              "x");
      float[] scores = MODEL.model().scores(row);
      assertThat(prediction.getOutputScores().get("item4").getScore())
          .isEqualTo(scores[MODEL.model().items().indexOf("item4")]);
    }
    assertThat(answers.get(0).get("item4").getScore())
        .as("two unknown items of two buckets")
        .isNotEqualTo(answers.get(1).get("item4").getScore());
  }

  @Test
  void anExampleWithoutAnyKnownFeatureGetsTheAnswerOfAnEmptyRow() {
    Prediction<Label> prediction =
        MODEL.predict(Shop.example(null, "weather@rain=1", "@odd=1", "temperature=3"));
    assertThat(prediction.getNumActiveFeatures()).isZero();
    assertThat(prediction.getExampleSize()).isEqualTo(3);
    assertThat(prediction.getOutput().getLabel())
        .isEqualTo(MODEL.model().recommend(Map.of(), 1).get(0).id());
  }

  @Test
  void aFeatureThatCannotBeUsedIsMissingAndCounted() {
    HybridTribuoModel model = HybridTribuoModel.of(load());
    Prediction<Label> prediction =
        model.predict(Shop.example(null, "item@item1=0.5", "category@Schuhe=1"));
    assertThat(prediction.getOutputScores().values())
        .extracting(Label::getScore)
        .isEqualTo(
            MODEL.model().recommend(Map.of("category", "Schuhe"), 10).stream()
                .map(item -> (double) item.probability())
                .toList());
    assertThat(
            model.model().servingReport().columns().stream()
                .filter(column -> column.column().equals("item_embedding"))
                .findFirst()
                .orElseThrow()
                .invalid())
        .isEqualTo(1);
  }

  private static HybridModel load() {
    return HybridModel.of(MODEL.model().file(), List.of(), List.of());
  }

  @Test
  void manyExamplesArePredictedAsOneByOne() {
    List<Prediction<Label>> together = MODEL.predict(DATA);
    assertThat(together).hasSize(200);
    for (int i = 0; i < 200; i++) {
      assertThat(together.get(i).distributionEquals(MODEL.predict(DATA.getExample(i)))).isTrue();
      assertThat(together.get(i).getExample()).isSameAs(DATA.getExample(i));
    }
  }

  @Test
  void protobufHoldsTheModelWhole() throws Exception {
    Path file = folder.resolve("model.pb");
    MODEL.serializeToFile(file);
    Model<Label> read = Model.deserializeFromFile(file).castModel(Label.class);
    assertThat(read).isInstanceOf(HybridTribuoModel.class);
    assertThat(((HybridTribuoModel) read).model().file().toBytes())
        .isEqualTo(MODEL.model().file().toBytes());
    assertThat(read.getProvenance()).isEqualTo(MODEL.getProvenance());
    assertThat(read.getName()).isEqualTo("hybrid");
    assertThat(read.getOutputIDInfo()).isEqualTo(MODEL.getOutputIDInfo());
    assertThat(read.getFeatureIDMap().size()).isEqualTo(MODEL.getFeatureIDMap().size());
    Prediction<Label> before = MODEL.predict(DATA.getExample(7));
    Prediction<Label> after = read.predict(DATA.getExample(7));
    assertThat(after.getOutputScores()).hasSize(3);
    assertThat(after.distributionEquals(before)).isTrue();
    assertThat(read.serialize()).isEqualTo(MODEL.serialize());
  }

  @Test
  void allScoresStayAllScoresInProtobuf() {
    Model<?> read = Model.deserialize(MODEL.withAllScores().serialize());
    assertThat(read.generatesProbabilities()).isTrue();
  }

  private static ModelProto damaged(UnaryOperator<ByteString> damage)
      throws InvalidProtocolBufferException {
    ModelProto proto = MODEL.serialize();
    ByteString bytes = proto.getSerializedData().unpack(BytesValue.class).getValue();
    return proto.toBuilder()
        .setSerializedData(Any.pack(BytesValue.of(damage.apply(bytes))))
        .build();
  }

  @Test
  void damagedProtobufIsRefused() throws Exception {
    ModelProto changed =
        damaged(
            bytes -> {
              byte[] copy = bytes.toByteArray();
              copy[copy.length - 100] ^= 1;
              return ByteString.copyFrom(copy);
            });
    assertThatThrownBy(() -> Model.deserialize(changed))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(ModelFormatException.class);
    ModelProto empty = damaged(bytes -> ByteString.EMPTY);
    assertThatThrownBy(() -> Model.deserialize(empty))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(InvalidProtocolBufferException.class)
        .hasRootCauseMessage("the model is cut off; save it again");
    for (int length = 1; length < 2_000; length += 97) {
      int end = length;
      ModelProto cut = damaged(bytes -> bytes.substring(0, end));
      assertThatThrownBy(() -> Model.deserialize(cut))
          .as("cut off after %d bytes", length)
          .isInstanceOf(IllegalStateException.class)
          .satisfies(
              e ->
                  assertThat(Throwables.getRootCause(e))
                      .isInstanceOfAny(
                          InvalidProtocolBufferException.class, ModelFormatException.class));
    }
  }

  @Test
  void anotherVersionIsRefused() {
    ModelProto later = MODEL.serialize().toBuilder().setVersion(7).build();
    assertThatThrownBy(() -> Model.deserialize(later))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("the model is of version 7, this library reads 0");
  }

  @Test
  void labelsThatLackAnItemAreRefused() throws Exception {
    HybridTribuoModel other =
        HybridTribuoModel.of(
            Shop.columns(ItemIndex.of(List.of("item1", "x")))
                .hiddenUnits(2)
                .epochs(1)
                .build()
                .fit(Shop.rows(Shop.visits(20, 1))));
    int fileBytes = (int) MODEL.model().file().byteCount();
    ByteString otherFile = ByteString.copyFrom(other.model().file().toBytes());
    ModelProto proto =
        damaged(bytes -> bytes.substring(0, bytes.size() - fileBytes).concat(otherFile));
    assertThatThrownBy(() -> Model.deserialize(proto))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("the model's labels lack some of its items; save it again");
  }

  /** Counts letters: an application's own encoder. */
  private record LetterCount() implements TextEncoder {
    @Override
    public String name() {
      return "letter-count";
    }

    @Override
    public String fingerprint() {
      return "v1";
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void encode(String text, float[] target, int offset) {
      target[offset] = text.length();
    }
  }

  @Test
  void encodersOfOnesOwnAreGivenWhenTheModelIsRead() throws Exception {
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", Shop.items())
            .column(textEmbedding("title", new LetterCount()))
            .hiddenUnits(2)
            .epochs(1)
            .build();
    HybridTribuoModel model = HybridTrainer.of(recommender).train(DATA);
    Path file = folder.resolve("own.pb");
    model.serializeToFile(file);
    assertThatThrownBy(() -> Model.deserializeFromFile(file))
        .hasRootCauseInstanceOf(MissingEncoderException.class);
    HybridTribuoModel read = HybridTribuoModel.read(file, List.of(new LetterCount()), List.of());
    assertThat(
            read.predict(DATA.getExample(0)).distributionEquals(model.predict(DATA.getExample(0))))
        .isTrue();
    Path other = folder.resolve("other.pb");
    Files.write(
        other,
        model.serialize().toBuilder().setClassName("org.example.Other").build().toByteArray());
    assertThatThrownBy(() -> HybridTribuoModel.read(other, List.of(), List.of()))
        .isInstanceOf(InvalidProtocolBufferException.class)
        .hasMessage(
            other + ": expected a org.hybridrec.core.tribuo.HybridTribuoModel, was another model");
  }

  @Test
  void javaSerializationIsRefused() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(MODEL))
          .isInstanceOf(NotSerializableException.class)
          .hasMessage(
              "org.hybridrec.core.tribuo.HybridTribuoModel: use serializeToFile, which writes"
                  + " protobuf");
    }
  }

  @Test
  void anExcuseHoldsTheContributionsOfAllColumnsToTheBestLabels() {
    Shop.Visit visit = new Shop.Visit(3, 7);
    Excuse<Label> excuse = MODEL.getExcuse(Shop.example(visit)).orElseThrow();
    assertThat(excuse.getScores().keySet())
        .containsExactlyElementsOf(excuse.getPrediction().getOutputScores().keySet());
    String best = excuse.getPrediction().getOutput().getLabel();
    List<ColumnContribution> expected =
        ColumnContributions.of(MODEL.model(), row(visit), List.of(best)).get(best);
    assertThat(excuse.excuse(best))
        .containsExactlyElementsOf(
            expected.stream().map(each -> new Pair<>(each.column(), each.value())).toList());
    assertThat(excuse.excuse(best).get(0).getA()).isEqualTo("item_embedding");
  }

  @Test
  void topFeaturesAreTheColumnsOfGreatestWeight() {
    List<Pair<String, Double>> all = MODEL.getTopFeatures(-1).get(Model.ALL_OUTPUTS);
    assertThat(all).hasSize(6);
    assertThat(MODEL.getTopFeatures(2)).isEqualTo(Map.of(Model.ALL_OUTPUTS, all.subList(0, 2)));
    assertThat(MODEL.getTopFeatures(99).get(Model.ALL_OUTPUTS)).isEqualTo(all);
    assertThat(all)
        .containsExactlyElementsOf(
            ColumnContributions.overall(MODEL.model()).stream()
                .map(each -> new Pair<>(each.column(), each.value()))
                .toList());
  }

  @Test
  void aCopyHasTheNameThatItIsGivenAndTheSameAnswers() {
    HybridTribuoModel model = HybridTribuoModel.of(load()).withTopK(2);
    model.setName("mine");
    Model<Label> copy = model.copy();
    assertThat(copy.getName()).isEqualTo("mine");
    assertThat(copy.getProvenance()).isEqualTo(model.getProvenance());
    Example<Label> example = DATA.getExample(0);
    assertThat(copy.predict(example).distributionEquals(model.predict(example))).isTrue();
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> MODEL.withTopK(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topK must be at least 1, was 0; for all labels use withAllScores()");
  }

  @Test
  void aModelWhoseColumnsNeedAnOrderIsNoTribuoModel() {
    HybridModel model =
        HybridRecommender.builder()
            .label("next", Shop.items())
            .column(embedding(hashBucket(field("tags").at(0), 9), 2))
            .hiddenUnits(2)
            .epochs(1)
            .build()
            .fit(Shop.rows(Shop.visits(10, 1)));
    assertThatThrownBy(() -> HybridTribuoModel.of(model))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("column 'tags_0_embedding': field 'tags' is read by position");
  }
}
