package org.hybridrec.features.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts with topics, and how well an encoder keeps the topics apart. */
record Topics(List<String> labels, List<String> texts) {

  /**
   * The share of texts that a nearest-centroid classifier names rightly, in cross-validation: text
   * i belongs to part i mod parts. Vectors are centred on the mean of the training texts, topics
   * are compared by the cosine.
   */
  double centroidAccuracy(VectorEncoder encoder, int parts) {
    List<float[]> vectors = texts.stream().map(text -> vector(encoder, text)).toList();
    int right = 0;
    for (int part = 0; part < parts; part++) {
      double[] mean = new double[encoder.width()];
      Map<String, double[]> centroids = centroids(vectors, mean, part, parts);
      for (int i = part; i < texts.size(); i += parts) {
        if (nearest(centroids, mean, vectors.get(i)).equals(labels.get(i))) {
          right++;
        }
      }
    }
    return (double) right / texts.size();
  }

  private Map<String, double[]> centroids(
      List<float[]> vectors, double[] mean, int part, int parts) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    int total = 0;
    for (int i = 0; i < vectors.size(); i++) {
      if (i % parts != part) {
        add(vectors.get(i), sums.computeIfAbsent(labels.get(i), key -> new double[mean.length]));
        add(vectors.get(i), mean);
        counts.merge(labels.get(i), 1, Integer::sum);
        total++;
      }
    }
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= total;
      for (Map.Entry<String, double[]> sum : sums.entrySet()) {
        sum.getValue()[d] = sum.getValue()[d] / counts.get(sum.getKey()) - mean[d];
      }
    }
    return sums;
  }

  private static String nearest(Map<String, double[]> centroids, double[] mean, float[] vector) {
    String best = "";
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, double[]> centroid : centroids.entrySet()) {
      double dot = 0;
      double squares = 0;
      for (int d = 0; d < vector.length; d++) {
        dot += centroid.getValue()[d] * (vector[d] - mean[d]);
        squares += centroid.getValue()[d] * centroid.getValue()[d];
      }
      double cosine = dot / Math.sqrt(squares);
      if (cosine > highest) {
        highest = cosine;
        best = centroid.getKey();
      }
    }
    return best;
  }

  private static void add(float[] vector, double[] sum) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += vector[d];
    }
  }

  private static float[] vector(VectorEncoder encoder, String text) {
    float[] vector = new float[encoder.width()];
    encoder.encode(List.of(text), vector, 0);
    return vector;
  }

  /** Headlines of three topics, written for this test; a line is {@code topic: headline}. */
  static Topics headlines() {
    List<String> labels = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    HEADLINES
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              labels.add(line.substring(0, colon));
              texts.add(line.substring(colon + 2));
            });
    return new Topics(labels, texts);
  }

  private static final String HEADLINES =
      """
      Sport: Fußball: Nationalmannschaft gewinnt das Länderspiel gegen Norwegen mit zwei Toren
      Wirtschaft: Die Inflation sinkt, die Zinsen der Banken bleiben trotzdem hoch
      Wissenschaft: Forscher entdecken einen neuen Planeten in einem fernen Sternensystem
      Sport: Der Trainer der Fußballmannschaft lobt nach dem Spiel seine Verteidiger
      Wirtschaft: Nationalbank erwartet weniger Wachstum und höhere Arbeitslosigkeit
      Wissenschaft: Forscherinnen untersuchen das Erbgut alter Knochen aus einer Höhle
      Sport: Zwei Tore in der Nachspielzeit entscheiden das Spiel um die Meisterschaft
      Wirtschaft: Der Konzern steigert den Umsatz, der Gewinn sinkt wegen hoher Kosten
      Wissenschaft: Das Teleskop liefert Bilder von Sternen und Planeten in nie gesehener Schärfe
      Sport: Skirennläuferin gewinnt den Slalom, die Mannschaft feiert den Weltcupsieg
      Wirtschaft: Arbeitslosigkeit steigt: Konzern kündigt Abbau von tausend Stellen an
      Wissenschaft: Neue Studie: Das Klima der Eiszeit schwankte stärker als Forscher dachten
      Sport: Torhüter wechselt im Sommer zum Meister, der Verein bestätigt den Vertrag
      Wirtschaft: Die Aktie der Bank verliert nach schwachen Zahlen zum Umsatz
      Wissenschaft: Ein Gen der Fruchtfliege verrät der Forschung, wie das Gehirn altert
      Sport: Die Mannschaft verliert das Finale im Elfmeterschießen, der Trainer tritt zurück
      Wirtschaft: Steigende Zinsen bremsen die Wirtschaft, Unternehmen investieren weniger
      Wissenschaft: Die Sonde landet auf dem Mond und sendet Daten einer Bohrung zur Erde
      Sport: Der Verein steht vor dem Abstieg, nur ein Sieg im letzten Spiel rettet ihn
      Wirtschaft: Unternehmen klagen über hohe Kosten für Energie und fehlende Arbeitskräfte
      Wissenschaft: Studie zum Gehirn: Schlaf stärkt das Gedächtnis, zeigt die Forschung an Mäusen
      Sport: Weltcup: Der Skispringer siegt zum dritten Mal und führt die Wertung an
      Wirtschaft: Banken vergeben weniger Kredite, der Handel rechnet mit sinkendem Umsatz
      Wissenschaft: Physiker messen die Masse eines Teilchens genauer als jede Studie zuvor
      """;
}
