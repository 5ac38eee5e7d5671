package org.hybridrec.core.tribuo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hybridrec.features.ItemIndex;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** The labels that a model knows, as Tribuo counts them. */
final class LabelDomain {

  private LabelDomain() {}

  /**
   * Returns the labels of a data set, as every Tribuo model keeps them; items that it lacks come
   * first then, in the order of the index.
   */
  static ImmutableOutputInfo<Label> of(Dataset<Label> examples, ItemIndex items) {
    ImmutableOutputInfo<Label> own = examples.getOutputIDInfo();
    if (holds(own, items)) {
      return own;
    }
    Map<Label, Integer> ids = ids(items);
    TreeSet<String> others = new TreeSet<>();
    own.getDomain().forEach(label -> others.add(label.getLabel()));
    others.forEach(label -> ids.putIfAbsent(new Label(label), ids.size()));
    return new LabelFactory().constructInfoForExternalModel(ids);
  }

  /** Returns the items, in the order of the index. */
  static ImmutableOutputInfo<Label> of(ItemIndex items) {
    return new LabelFactory().constructInfoForExternalModel(ids(items));
  }

  private static Map<Label, Integer> ids(ItemIndex items) {
    Map<Label, Integer> ids = new LinkedHashMap<>();
    items.ids().forEach(id -> ids.put(new Label(id), ids.size()));
    return ids;
  }

  static boolean holds(ImmutableOutputInfo<Label> domain, ItemIndex items) {
    return items.ids().stream().allMatch(id -> domain.getID(new Label(id)) >= 0);
  }

  /** The features of a model that was not trained on Tribuo's. */
  static ImmutableFeatureMap noFeatures() {
    return new ImmutableFeatureMap(List.of());
  }
}
