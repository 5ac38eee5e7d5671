package org.hybridrec.features.synthetic;

import java.util.List;

/** What articles are about. Each topic has words of its own, from which its titles are made. */
enum Topic {
  POLITICS(
      "News",
      "Politik",
      "Wahlkampf Koalition Budget Parlament Ministerrat Opposition Volksbegehren Präsidentschaft"
          + " Bürgerbefragung Länderfinanzausgleich Rücktritt Regierungsübereinkommen"),
  ECONOMY(
      "News",
      "Wirtschaft",
      "Börse Inflation Exportüberschuss Währung Arbeitsmarkt Insolvenz Gründerszene Leitzins"
          + " Geschäftsbericht Übernahme Handelsabkommen Lohnrunde"),
  LOCAL(
      "News",
      "Chronik",
      "Großbrand Prozess Ermittlung Überfall Fahndung Hochwasser Gerichtsgutachten Verkehrsunfall"
          + " Rettungseinsatz Lawinenunglück Spürhund Geständnis"),
  SPORTS(
      "News",
      "Sport",
      "Länderspiel Torjubel Schiweltcup Trainerwechsel Abfahrtssieg Elfmeter Viertelfinale"
          + " Tabellenführung Olympia Höhenflug Verlängerung Stürmersuche"),
  SCIENCE(
      "News",
      "Wissenschaft",
      "Raumsonde Impfstoff Vulkanausbruch Gletscherschmelze Quantenphysik Gehirnforschung"
          + " Röntgenbild Fossilienfund Sternwarte Mückenplage Genschere Klimamodell"),
  TRAFFIC(
      "News",
      "Verkehr",
      "Öffi-Netz Radweg Stau Zugverspätung Parkgebühr Brückensperre U-Bahn-Bau Führerschein"
          + " Tempolimit Güterzug Flughafen Bahnhofsumbau"),
  FILM(
      "Stars & Kultur",
      "Film",
      "Filmpremiere Drehbuch Kinosaal Regiedebüt Fernsehkrimi Preisverleihung Serienstart"
          + " Hauptrolle Komödie Leinwand Kostümfilm Tonspur"),
  MUSIC(
      "Stars & Kultur",
      "Musik",
      "Konzert Schallplatte Chorprobe Opernball Schlagerparade Jazzklub Geigenspiel"
          + " Orchestergraben Welttournee Frühlingskonzert Hörgenuss Festspielsommer"),
  STAGE(
      "Stars & Kultur",
      "Bühne",
      "Theaterstück Uraufführung Bühnenbild Kabarett Lesung Ballettabend Intendanz"
          + " Souffleurkasten Spielplan Gastspiel Schauspielhaus Publikumsgespräch"),
  CELEBRITIES(
      "Stars & Kultur",
      "Gesellschaft",
      "Hochzeit Königshaus Babyglück Trennung Blitzlicht Autogramm Geburtstagsfeier Liebesgerücht"
          + " Verlobung Adelstitel Modenschau Comeback"),
  FOOD(
      "Lifestyle",
      "Küche",
      "Kürbissuppe Apfelstrudel Gemüsegarten Weinlese Käseplatte Sachertorte Frühstück"
          + " Marillenkuchen Kaffeehaus Grillabend Bäckerei Gewürz"),
  TRAVEL(
      "Lifestyle",
      "Reise",
      "Städtereise Thermenurlaub Almhütte Strandhotel Wanderroute Schiurlaub Kreuzfahrt Seeblick"
          + " Campingplatz Bergtour Rückflug Zeltlager"),
  HEALTH(
      "Lifestyle",
      "Gesundheit",
      "Grippewelle Schlaf Rückenschmerz Bewegung Ernährung Hautpflege Vorsorge"
          + " Gedächtnistraining Kräutertee Stress Zahnpflege Müdigkeit"),
  HOME(
      "Lifestyle",
      "Wohnen",
      "Wohnzimmer Balkon Möbelstück Dachausbau Küchenzeile Gartenhaus Mietvertrag Wärmepumpe"
          + " Holzofen Grünpflanze Einrichtung Altbau");

  private final String category;
  private final String desk;
  private final String words;

  Topic(String category, String desk, String words) {
    this.category = category;
    this.desk = desk;
    this.words = words;
  }

  String category() {
    return category;
  }

  /** The name in German, as the desk that writes about it signs. */
  String desk() {
    return desk;
  }

  List<String> words() {
    return List.of(words.split(" "));
  }
}
