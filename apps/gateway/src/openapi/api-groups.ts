import type { API_GROUPS } from '@raptor/contracts';

/** What each group of the API is about, in the order in which people meet them. */
export const GROUPS: Readonly<Record<(typeof API_GROUPS)[number] | 'live' | 'health', string>> = {
  auth: 'Sign in and stay signed in: tokens, sessions, passwords, one-time tickets for the live channel.',
  workspaces: 'The tenant: its settings, its members, its API keys, its export and its end.',
  onboarding: 'From a company and its domain to a first picture of its market.',
  campaigns: 'What is planned, run and measured; with its timeline, cohorts and costs.',
  strategy: 'Whom to address and with what: cohorts and positioning.',
  sources: 'What agents may quote: observations, documents and the evidence behind every claim.',
  moves: 'The single steps of a campaign and their state.',
  assets: 'What is written and drawn, version by version, and the brand kit it obeys.',
  approvals: 'Decisions that wait for a person.',
  experiments: 'Which variant works better, with statistics.',
  intelligence: 'Signals, trends, forecasts, competitors and briefs about them.',
  alerts: 'What needs somebody, and what was done about it; notifications.',
  agents: 'The 87 agents: who they are, how they do, what they remember, and asking one.',
  compliance: 'Checks against the rules of platforms and of the law.',
  game: 'Achievements, streaks and the leaderboard.',
  money: 'What was spent on what, and how much may be.',
  operations: 'The fleet, dead letters, emergency stops, the audit log and webhooks.',
  live: 'What happens, as it happens: a WebSocket.',
  health: 'For machines that watch a service.',
};
