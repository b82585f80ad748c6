package dev.mercato.ml.recommend.evaluate;

import java.util.List;

/**
 * How good the rankings are for users who bought in the days after the cut, and how good they could
 * be.
 *
 * @param products how many are ranked
 * @param unlaunchedBought products bought in the test that were launched after the cut, left out
 * @param withoutHistory users of the test with nothing to go by
 * @param boughtLeftOut whether products bought before are left out of what serves
 * @param rankings with that policy
 * @param otherPolicy the same with the other policy
 * @param references what is possible, by the same policy; empty where the truth is not known
 * @param segments of what serves, by how much there was to go by
 */
public record RankingEvaluation(
    String cut,
    int horizonDays,
    long interactions,
    int tested,
    int products,
    long unlaunchedBought,
    int withoutHistory,
    String algorithm,
    boolean boughtLeftOut,
    List<RankingFigures> rankings,
    List<RankingFigures> otherPolicy,
    List<RankingFigures> references,
    List<RankingSegment> segments,
    PreferenceErrors errors) {}
