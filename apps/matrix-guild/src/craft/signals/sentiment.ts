import { SentimentIntensityAnalyzer } from 'vader-sentiment';

/** Longer texts are judged by their beginning: it holds the headline and the point. */
const READ = 5_000;

/**
 * -1 (bad) to 1 (good), the compound score of VADER, which knows English. Source: C. J. Hutto, E. Gilbert, VADER: A Parsimonious
 * Rule-based Model for Sentiment Analysis of Social Media Text, ICWSM 2014.
 * @returns null where no word of it carries a mood.
 */
export function sentimentOf(text: string): number | null {
  const { compound, pos, neg } = SentimentIntensityAnalyzer.polarity_scores(text.slice(0, READ));
  return pos === 0 && neg === 0 ? null : compound;
}
