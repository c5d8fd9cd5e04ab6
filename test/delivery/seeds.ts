import { range } from 'lodash';

/** How many schedules to run, and which alone: `SCHEDULES=5000` or `SEED=17` before the command. */
const { SCHEDULES = '200', SEED } = process.env;

export const seeds = SEED === undefined ? range(Number(SCHEDULES)) : [Number(SEED)];

/** For the largest schedules on a busy machine. */
export const LIMIT_MS = 30_000;
