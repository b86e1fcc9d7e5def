declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** Shares of the text, and their normalised sum. */
    polarity_scores(text: string): { neg: number; neu: number; pos: number; compound: number };
  };
}
