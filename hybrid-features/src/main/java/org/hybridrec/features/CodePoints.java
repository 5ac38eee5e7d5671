package org.hybridrec.features;

/** The order of Unicode code points, which is that of UTF-8 bytes and of Python's text. */
final class CodePoints {

  private CodePoints() {}

  static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
