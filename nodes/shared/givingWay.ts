import { sleep } from 'n8n-workflow';
import { createGiveWay } from './logic/giveWay';
import { monotonicNow } from './waitingOf';

/** n8n serves its editor, its webhooks and its other executions from the same thread. */
const STRETCH_MS = 20;

/** A request that could go on must not wait for the next ones to be made ready. */
const STRETCH_BESIDE_REQUESTS_MS = 4;

/** Lets all others in the process have their turn, once. */
export const oneTurn = async () => await sleep(0);

const everyMs = (stretchMs: number) => createGiveWay(stretchMs, monotonicNow, oneTurn);

/** For work that nothing of this run waits for. */
export const giveWayToOthers = () => everyMs(STRETCH_MS);

/** For work beside requests under way. */
export const giveWayToRequests = () => everyMs(STRETCH_BESIDE_REQUESTS_MS);
