package org.hybridrec.features.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * An article of a {@link NewsSite}. Immutable.
 *
 * @param contentId the article's id, a decimal number; later articles have higher ones
 * @param topic what it is about; a fact behind the data, which no source shows
 * @param category one of News, Stars &amp; Kultur, Lifestyle; follows from the topic
 * @param title two words of the topic in a German sentence
 * @param author the desk that signed it, or null where nobody did
 * @param monthsSinceEpoch the month of publication, counted from January 1970
 * @param late true if it is published when the late period begins, and cannot be viewed before
 */
public record NewsArticle(
    String contentId,
    String topic,
    String category,
    String title,
    @Nullable String author,
    int monthsSinceEpoch,
    boolean late) {}
