/** What keeps the daily report from HR, said where an administrator looks, from the moment a time is set. Pure. */
import type { ProblemView } from '../wire.ts';
import { waitsMostDays } from './reportRuns.ts';

type Facts = {
  hrUsers: number;
  /** Of them, those with a channel that works. */
  reached: number;
  /** When the first one became due that nobody could be told; null: none waits. */
  waitsSinceMs: number | null;
};

/** Of a company that wants one. */
export function dailyReportProblems({ hrUsers, reached, waitsSinceMs }: Facts): ProblemView[] {
  if (reached > 0) return [];
  const isEmpty = hrUsers === 0;
  return [
    {
      ...{ problemId: 'dailyReport', path: isEmpty ? '/users' : '/messages', sinceMs: waitsSinceMs },
      text: isEmpty ? texts.nobody : texts.noChannel,
    },
  ];
}

const waits = `What is due waits for up to ${waitsMostDays} days.`;
export const texts = {
  nobody: `Cannot send the daily report: no user has the role HR. Add one, or clear its time in the settings. ${waits}`,
  noChannel: `Cannot send the daily report: no channel reaches anybody of HR. Turn one on, or give them another. ${waits}`,
};
